using System.Runtime.CompilerServices;
using LoraParity.Inference.Tokenization.Chat.Jinja.Filters;
using LoraParity.Inference.Tokenization.Chat.Jinja.Members;
using LoraParity.Inference.Tokenization.Chat.Jinja.Syntax;
using LoraParity.Inference.Tokenization.Chat.Jinja.Values;

namespace LoraParity.Inference.Tokenization.Chat.Jinja;

/// <summary>Computes the values of expressions.</summary>
internal static class Evaluator
{
    /// <summary>The value of an expression.</summary>
    /// <exception cref="JinjaException">It cannot be computed; the place is that of the innermost expression at fault.</exception>
    internal static object? Evaluate(Expression expression, Scope scope)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        try
        {
            return Compute(expression, scope);
        }
        catch (JinjaException e) when (e.Place is null)
        {
            throw e.At(expression.Place);
        }
    }

    /// <summary>The value of a filter on a value that is at hand.</summary>
    internal static object? Apply(Expression.Filter filter, object? input, Scope scope)
    {
        if (filter.Input is Expression.Filter inner) input = Apply(inner, input, scope);
        try
        {
            return JinjaFilters.Apply(filter.Member, Arguments($"filter {filter.Member}", filter.Arguments, scope).With(input));
        }
        catch (JinjaException e) when (e.Place is null)
        {
            throw e.At(filter.Place);
        }
    }

    private static object? Compute(Expression expression, Scope scope) => expression switch
    {
        Expression.Literal literal => literal.Value,
        Expression.Name name => scope.Get(name.Text),
        Expression.Items items => Items(items, scope),
        Expression.Mapping mapping => Mapping(mapping, scope),
        Expression.Attribute attribute => JinjaMembers.Attribute(Evaluate(attribute.Target, scope), attribute.Member),
        Expression.Subscript subscript => JinjaMembers.Subscript(Evaluate(subscript.Target, scope), Evaluate(subscript.Index, scope)),
        Expression.Slice slice => Slice(slice, scope),
        Expression.Call call => Call(call, scope),
        Expression.Filter filter => JinjaFilters.Apply(
            filter.Member, Arguments($"filter {filter.Member}", filter.Arguments, scope).With(Evaluate(filter.Input!, scope))),
        Expression.Test test => JinjaTests.Apply(
            test.Member, Arguments($"test {test.Member}", test.Arguments, scope).With(Evaluate(test.Input, scope))),
        Expression.Not not => !JinjaValues.IsTrue(Evaluate(not.Operand, scope)),
        Expression.Sign sign => Arithmetic.Signed(sign.IsMinus, Evaluate(sign.Operand, scope)),
        Expression.Logical logical => Logical(logical, scope),
        Expression.Binary binary => Arithmetic.Apply(binary.Operator, Evaluate(binary.Left, scope), Evaluate(binary.Right, scope)),
        Expression.Comparison comparison => Comparison(comparison, scope),
        Expression.Conditional conditional => Conditional(conditional, scope),
        _ => throw new InvalidOperationException($"No value is known for {expression.GetType().Name}."),
    };

    private static object Items(Expression.Items items, Scope scope)
    {
        List<object?> values = [.. items.Values.Select(item => Evaluate(item, scope))];
        return items.IsTuple ? values.ToArray() : values;
    }

    private static JinjaMapping Mapping(Expression.Mapping mapping, Scope scope)
    {
        var values = new JinjaMapping();
        foreach (var (key, value) in mapping.Entries)
            values[Evaluate(key, scope) ?? throw new JinjaException("None cannot be a key")] = Evaluate(value, scope);
        return values;
    }

    private static object? Slice(Expression.Slice slice, Scope scope)
    {
        int? Bound(Expression? bound) =>
            bound is null || Evaluate(bound, scope) is not { } value ? null : JinjaValues.Integer(value, "The bound of a slice");
        var range = new SliceRange(Bound(slice.Start), Bound(slice.Stop), Bound(slice.Step) ?? 1);
        if (range.Step == 0) throw new JinjaException("The step of a slice is 0");
        return Evaluate(slice.Target, scope) switch
        {
            string text => PythonText.Slice(text, range),
            List<object?> list => range.Places(list.Count).Select(place => list[place]).ToList(),
            object?[] tuple => range.Places(tuple.Length).Select(place => tuple[place]).ToArray(),
            var value => throw new JinjaException($"{JinjaValues.Describe(value)} cannot be sliced"),
        };
    }

    private static object? Call(Expression.Call call, Scope scope)
    {
        var target = Evaluate(call.Target, scope);
        var name = call.Target switch
        {
            Expression.Name variable => variable.Text,
            Expression.Attribute attribute => attribute.Member,
            _ => "the function",
        };
        return target switch
        {
            JinjaFunction function => function(Arguments(name, call.Arguments, scope)),
            Undefined when call.Target is Expression.Attribute => throw new JinjaException($"The method '{name}' is not supported"),
            Undefined undefined => throw undefined.Error(),
            _ => throw new JinjaException($"'{name}' is {JinjaValues.Describe(target)} and cannot be called"),
        };
    }

    private static CallArguments Arguments(string callee, CallSyntax syntax, Scope scope) => new(
        callee,
        [.. syntax.Positional.Select(argument => Evaluate(argument, scope))],
        [.. syntax.Named.Select(argument => (argument.Name, Evaluate(argument.Value, scope)))]);

    private static object? Logical(Expression.Logical logical, Scope scope)
    {
        var left = Evaluate(logical.Left, scope);
        return JinjaValues.IsTrue(left) == logical.IsAnd ? Evaluate(logical.Right, scope) : left;
    }

    private static object? Conditional(Expression.Conditional conditional, Scope scope)
    {
        if (JinjaValues.IsTrue(Evaluate(conditional.Condition, scope))) return Evaluate(conditional.Then, scope);
        return conditional.Otherwise is null ? new Undefined("the value of an 'if' without 'else'") : Evaluate(conditional.Otherwise, scope);
    }

    private static bool Comparison(Expression.Comparison comparison, Scope scope)
    {
        var left = Evaluate(comparison.First, scope);
        foreach (var (name, operand) in comparison.Rest)
        {
            var right = Evaluate(operand, scope);
            if (!Holds(name, left, right)) return false;
            left = right;
        }

        return true;
    }

    private static bool Holds(string comparison, object? left, object? right) => comparison switch
    {
        "==" => JinjaValues.AreEqual(left, right),
        "!=" => !JinjaValues.AreEqual(left, right),
        "in" => JinjaValues.Contains(right, left),
        "not in" => !JinjaValues.Contains(right, left),
        "<" => JinjaValues.Compare(left, right) < 0,
        "<=" => JinjaValues.Compare(left, right) <= 0,
        ">" => JinjaValues.Compare(left, right) > 0,
        _ => JinjaValues.Compare(left, right) >= 0,
    };
}
