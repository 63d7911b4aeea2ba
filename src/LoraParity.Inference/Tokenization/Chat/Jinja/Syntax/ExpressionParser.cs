using System.Runtime.CompilerServices;

namespace LoraParity.Inference.Tokenization.Chat.Jinja.Syntax;

/// <summary>
/// Reads expressions. From the loosest to the tightest: <c>if else</c>, <c>or</c>, <c>and</c>, <c>not</c>, comparisons, <c>+ -</c>,
/// <c>~</c>, <c>* / // %</c>, <c>**</c>, signs, filters and tests, members and calls.
/// </summary>
internal sealed class ExpressionParser
{
    private static readonly string[] Comparisons = ["==", "!=", "<=", ">=", "<", ">"];

    private readonly TokenReader _tokens;
    private readonly PrimaryParser _primaries;

    internal ExpressionParser(TokenReader tokens)
    {
        _tokens = tokens;
        _primaries = new PrimaryParser(tokens, Parse);
    }

    /// <summary>An expression, which without parentheses may be a tuple.</summary>
    internal Expression ParseTuple() => Tuple(Parse, TokenKind.TagEnd);

    /// <summary>The names that a loop or a <c>set</c> assigns to.</summary>
    internal Expression ParseTargets() => Tuple(Target, TokenKind.TagEnd);

    /// <summary>An expression.</summary>
    internal Expression Parse()
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var value = Or();
        while (_tokens.IsName("if"))
        {
            var place = _tokens.Next().Place;
            var condition = Or();
            value = new Expression.Conditional(condition, value, _tokens.AcceptName("else") ? Parse() : null, place);
        }

        return value;
    }

    /// <summary>An expression that an <c>if</c> does not continue: the list of a filtered loop.</summary>
    internal Expression ParseWithoutCondition() => Tuple(Or, TokenKind.TagEnd);

    /// <summary>The filters of a filter block: the first without <c>|</c>.</summary>
    internal Expression.Filter ParseFilters()
    {
        var filter = Filter(null);
        while (_tokens.AcceptOperator("|")) filter = Filter(filter);
        return filter;
    }

    /// <summary>The parameters of a macro.</summary>
    internal List<(string, Expression?)> ParseParameters()
    {
        var parameters = new List<(string, Expression?)>();
        _tokens.ExpectOperator("(");
        while (!_tokens.AcceptOperator(")"))
        {
            if (parameters.Count > 0) _tokens.ExpectOperator(",");
            var name = _tokens.Name();
            parameters.Add((name, _tokens.AcceptOperator("=") ? Parse() : null));
        }

        return parameters;
    }

    private Expression Tuple(Func<Expression> item, TokenKind end)
    {
        var place = _tokens.Current.Place;
        var first = item();
        if (!_tokens.IsOperator(",")) return first;
        var items = new List<Expression> { first };
        while (_tokens.AcceptOperator(",") && _tokens.Current.Kind != end && !_tokens.IsName("in")) items.Add(item());
        return new Expression.Items(items, true, place);
    }

    private Expression Target()
    {
        var place = _tokens.Current.Place;
        if (_tokens.AcceptOperator("("))
        {
            var inner = ParseTargets();
            _tokens.ExpectOperator(")");
            return inner;
        }

        var name = new Expression.Name(_tokens.Name(), place);
        return _tokens.AcceptOperator(".") ? new Expression.Attribute(name, _tokens.Name(), place) : name;
    }

    private Expression Or()
    {
        var left = And();
        while (_tokens.IsName("or")) left = new Expression.Logical(false, left, After(And, out var place), place);
        return left;
    }

    private Expression And()
    {
        var left = Not();
        while (_tokens.IsName("and")) left = new Expression.Logical(true, left, After(Not, out var place), place);
        return left;
    }

    private Expression Not()
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return _tokens.IsName("not") ? new Expression.Not(After(Not, out var place), place) : Comparison();
    }

    private Expression Comparison()
    {
        var place = _tokens.Current.Place;
        var first = Sum();
        var rest = new List<(string, Expression)>();
        while (ComparisonOperator() is { } comparison) rest.Add((comparison, Sum()));
        return rest.Count == 0 ? first : new Expression.Comparison(first, rest, place);
    }

    private string? ComparisonOperator()
    {
        if (_tokens.AcceptName("in")) return "in";
        if (_tokens.IsName("not") && _tokens.Peek.Is(TokenKind.Name, "in"))
        {
            _tokens.Next();
            _tokens.Next();
            return "not in";
        }

        return Array.Find(Comparisons, _tokens.AcceptOperator);
    }

    private Expression Sum() => Binary(Concatenation, "+", "-");

    private Expression Concatenation() => Binary(Product, "~");

    private Expression Product() => Binary(Power, "*", "//", "/", "%");

    private Expression Power() => Binary(() => Unary(), "**");

    private Expression Binary(Func<Expression> operand, params string[] operators)
    {
        var left = operand();
        while (_tokens.Current.Kind == TokenKind.Operator && operators.Contains(_tokens.Current.Text))
        {
            var token = _tokens.Next();
            left = new Expression.Binary(token.Text, left, operand(), token.Place);
        }

        return left;
    }

    private Expression After(Func<Expression> operand, out JinjaPlace place)
    {
        place = _tokens.Next().Place;
        return operand();
    }

    private Expression Unary(bool withFilters = true)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var place = _tokens.Current.Place;
        Expression value;
        if (_tokens.AcceptOperator("-")) value = new Expression.Sign(true, Unary(false), place);
        else if (_tokens.AcceptOperator("+")) value = new Expression.Sign(false, Unary(false), place);
        else value = _primaries.Parse();
        value = Members(value);
        return withFilters ? FiltersAndTests(value) : value;
    }

    private Expression Members(Expression value)
    {
        while (true)
        {
            var place = _tokens.Current.Place;
            if (_tokens.AcceptOperator(".")) value = Attribute(value, place);
            else if (_tokens.AcceptOperator("[")) value = Subscript(value, place);
            else if (_tokens.IsOperator("(")) value = new Expression.Call(value, Arguments(), place);
            else return value;
        }
    }

    private Expression Attribute(Expression target, JinjaPlace place) => _tokens.Current.Kind == TokenKind.Integer
        ? new Expression.Subscript(target, _primaries.Parse(), place)
        : new Expression.Attribute(target, _tokens.Name(), place);

    private Expression Subscript(Expression target, JinjaPlace place)
    {
        var start = _tokens.IsOperator(":") ? null : Parse();
        if (_tokens.AcceptOperator("]")) return new Expression.Subscript(target, start!, place);
        _tokens.ExpectOperator(":");
        var stop = _tokens.IsOperator(":") || _tokens.IsOperator("]") ? null : Parse();
        var step = _tokens.AcceptOperator(":") && !_tokens.IsOperator("]") ? Parse() : null;
        _tokens.ExpectOperator("]");
        return new Expression.Slice(target, start, stop, step, place);
    }

    private Expression FiltersAndTests(Expression value)
    {
        while (true)
        {
            var place = _tokens.Current.Place;
            if (_tokens.AcceptOperator("|")) value = Filter(value);
            else if (_tokens.AcceptName("is")) value = Test(value, place);
            else if (_tokens.IsOperator("(")) value = new Expression.Call(value, Arguments(), place);
            else return value;
        }
    }

    private Expression.Filter Filter(Expression? input)
    {
        var place = _tokens.Current.Place;
        var name = _tokens.Name();
        return new Expression.Filter(input, name, _tokens.IsOperator("(") ? Arguments() : CallSyntax.None, place);
    }

    /// <summary>A test may have one argument without parentheses: <c>x is divisibleby 3</c>.</summary>
    private Expression Test(Expression input, JinjaPlace place)
    {
        var negated = _tokens.AcceptName("not");
        var name = _tokens.Name();
        var arguments = CallSyntax.None;
        if (_tokens.IsOperator("(")) arguments = Arguments();
        else if (StartsArgument(_tokens.Current)) arguments = new CallSyntax([Members(_primaries.Parse())], []);
        var test = new Expression.Test(input, name, arguments, place);
        return negated ? new Expression.Not(test, place) : test;
    }

    private static bool StartsArgument(Token token) => token.Kind switch
    {
        TokenKind.Name => token.Text is not ("else" or "or" or "and" or "if" or "is" or "in" or "not"),
        TokenKind.String or TokenKind.Integer or TokenKind.Float => true,
        _ => token is { Kind: TokenKind.Operator, Text: "[" or "{" },
    };

    private CallSyntax Arguments()
    {
        var positional = new List<Expression>();
        var named = new List<(string, Expression)>();
        _tokens.ExpectOperator("(");
        while (!_tokens.AcceptOperator(")"))
        {
            if (_tokens.IsOperator("*") || _tokens.IsOperator("**")) throw _tokens.Unexpected("an argument (unpacking is not supported)");
            if (_tokens.Current.Kind == TokenKind.Name && _tokens.Peek.Is(TokenKind.Operator, "=")) named.Add(NamedArgument());
            else positional.Add(Parse());
            if (!_tokens.IsOperator(")")) _tokens.ExpectOperator(",");
        }

        return new CallSyntax(positional, named);
    }

    private (string, Expression) NamedArgument()
    {
        var name = _tokens.Name();
        _tokens.ExpectOperator("=");
        return (name, Parse());
    }
}
