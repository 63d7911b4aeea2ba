using System.Runtime.CompilerServices;
using System.Text;
using LoraParity.Inference.Tokenization.Chat.Jinja.Members;
using LoraParity.Inference.Tokenization.Chat.Jinja.Syntax;
using LoraParity.Inference.Tokenization.Chat.Jinja.Values;

namespace LoraParity.Inference.Tokenization.Chat.Jinja;

/// <summary>Renders a template's statements.</summary>
internal sealed class TemplateRenderer
{
    /// <summary>Deeper calls of macros are taken for endless ones.</summary>
    private const int DeepestCall = 200;

    private StringBuilder _output = new();
    private int _loopDepth;
    private int _callDepth;

    /// <summary>How the rendering of statements ended.</summary>
    private enum Flow
    {
        Next,
        Break,
        Continue,
    }

    /// <summary>The text of a template.</summary>
    /// <exception cref="JinjaException">The template refuses, or uses something wrongly.</exception>
    internal static string Render(IReadOnlyList<Statement> template, Scope scope)
    {
        var renderer = new TemplateRenderer();
        renderer.RenderAll(template, scope);
        return renderer._output.ToString();
    }

    private Flow RenderAll(IReadOnlyList<Statement> statements, Scope scope)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        foreach (var statement in statements)
            if (RenderOne(statement, scope) is var flow and not Flow.Next)
                return flow;
        return Flow.Next;
    }

    private Flow RenderOne(Statement statement, Scope scope)
    {
        switch (statement)
        {
            case Statement.Text text: _output.Append(text.Value); break;
            case Statement.Output output: _output.Append(Print(output, scope)); break;
            case Statement.If branches: return RenderIf(branches, scope);
            case Statement.For loop: RenderLoop(loop, scope); break;
            case Statement.Set set: Assign(set.Target, Evaluator.Evaluate(set.Value, scope), scope); break;
            case Statement.SetBlock set: Assign(set.Target, Filtered(set.Filter, Capture(set.Body, scope), scope), scope); break;
            case Statement.FilterBlock block: _output.Append(PythonFormat.ToText(Filtered(block.Filter, Capture(block.Body, scope), scope))); break;
            case Statement.Macro macro: scope.Set(macro.Name, (JinjaFunction)(arguments => Call(macro, arguments, scope))); break;
            case Statement.Group group: return RenderAll(group.Body, scope);
            case Statement.Jump jump: return jump.IsBreak ? Flow.Break : Flow.Continue;
        }

        return Flow.Next;
    }

    private static string Print(Statement.Output output, Scope scope)
    {
        try
        {
            return PythonFormat.ToText(Evaluator.Evaluate(output.Value, scope));
        }
        catch (JinjaException e) when (e.Place is null)
        {
            throw e.At(output.Place);
        }
    }

    private Flow RenderIf(Statement.If branches, Scope scope)
    {
        foreach (var (condition, body) in branches.Branches)
            if (condition is null || JinjaValues.IsTrue(Evaluator.Evaluate(condition, scope)))
                return RenderAll(body, scope);
        return Flow.Next;
    }

    private void RenderLoop(Statement.For loop, Scope scope)
    {
        var items = Items(loop, scope);
        var state = new LoopState(items, _loopDepth++);
        for (; state.Index < items.Count; state.Index++)
        {
            var round = new Scope(scope);
            round.Set("loop", state);
            Assign(loop.Target, items[state.Index], round);
            if (RenderAll(loop.Body, round) == Flow.Break) break;
        }

        _loopDepth--;
        if (items.Count == 0) RenderAll(loop.Otherwise, scope);
    }

    private static List<object?> Items(Statement.For loop, Scope scope)
    {
        var items = Evaluator.Evaluate(loop.Items, scope);
        try
        {
            return [.. JinjaValues.Items(items).Where(item => IsWanted(loop, item, scope))];
        }
        catch (JinjaException e) when (e.Place is null)
        {
            throw e.At(loop.Items.Place);
        }
    }

    private static bool IsWanted(Statement.For loop, object? item, Scope scope)
    {
        if (loop.Filter is null) return true;
        var inner = new Scope(scope);
        Assign(loop.Target, item, inner);
        return JinjaValues.IsTrue(Evaluator.Evaluate(loop.Filter, inner));
    }

    private static void Assign(Expression target, object? value, Scope scope)
    {
        switch (target)
        {
            case Expression.Name name: scope.Set(name.Text, value); break;
            case Expression.Attribute { Target: Expression.Name owner } member: SetMember(scope.Get(owner.Text), owner.Text, member, value); break;
            case Expression.Items targets: AssignAll(targets, value, scope); break;
        }
    }

    private static void SetMember(object? owner, string name, Expression.Attribute member, object? value)
    {
        if (owner is not JinjaNamespace members)
            throw new JinjaException($"'{name}' is {JinjaValues.Describe(owner)}, and only the members of a namespace can be set", member.Place);
        members.Members[member.Member] = value;
    }

    private static void AssignAll(Expression.Items targets, object? value, Scope scope)
    {
        List<object?> values = value is null or Undefined ? [] : [.. JinjaValues.Items(value)];
        if (values.Count != targets.Values.Count)
            throw new JinjaException($"{targets.Values.Count} names are set from {values.Count} values", targets.Place);
        foreach (var (inner, item) in targets.Values.Zip(values)) Assign(inner, item, scope);
    }

    private static object? Filtered(Expression.Filter? filter, string text, Scope scope) =>
        filter is null ? text : Evaluator.Apply(filter, text, scope);

    private string Capture(IReadOnlyList<Statement> body, Scope scope)
    {
        var outer = _output;
        _output = new StringBuilder();
        try
        {
            RenderAll(body, scope);
            return _output.ToString();
        }
        finally
        {
            _output = outer;
        }
    }

    private string Call(Statement.Macro macro, CallArguments arguments, Scope definition)
    {
        if (_callDepth == DeepestCall) throw new JinjaException($"The macro '{macro.Name}' calls itself without end");
        var scope = new Scope(definition);
        var values = arguments.Bind([.. macro.Parameters.Select(parameter => (parameter.Name, (object?)new Undefined(parameter.Name)))]);
        foreach (var ((name, fallback), value) in macro.Parameters.Zip(values))
            scope.Set(name, value is Undefined && fallback is not null ? Evaluator.Evaluate(fallback, scope) : value);
        _callDepth++;
        var text = Capture(macro.Body, scope);
        _callDepth--;
        return text;
    }
}
