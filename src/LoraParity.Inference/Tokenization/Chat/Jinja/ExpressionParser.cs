using System.Globalization;
using System.Runtime.CompilerServices;

namespace LoraParity.Inference.Tokenization.Chat.Jinja;

/// <summary>
/// Reads expressions. From the loosest to the tightest: <c>if else</c>, <c>or</c>, <c>and</c>, <c>not</c>, comparisons, <c>+ -</c>,
/// <c>~</c>, <c>* / // %</c>, <c>**</c>, signs, filters and tests, members and calls.
/// </summary>
internal sealed class ExpressionParser(TokenReader tokens)
{
    private static readonly string[] Comparisons = ["==", "!=", "<=", ">=", "<", ">"];

    /// <summary>An expression, which without parentheses may be a tuple.</summary>
    internal Expression ParseTuple() => Tuple(Parse, TokenKind.TagEnd);

    /// <summary>The names that a loop or a <c>set</c> assigns to.</summary>
    internal Expression ParseTargets() => Tuple(Target, TokenKind.TagEnd);

    /// <summary>An expression.</summary>
    internal Expression Parse()
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var value = Or();
        while (tokens.IsName("if"))
        {
            var place = tokens.Next().Place;
            var condition = Or();
            value = new Expression.Conditional(condition, value, tokens.AcceptName("else") ? Parse() : null, place);
        }

        return value;
    }

    /// <summary>An expression that an <c>if</c> does not continue: the list of a filtered loop.</summary>
    internal Expression ParseWithoutCondition() => Tuple(Or, TokenKind.TagEnd);

    /// <summary>The filters of a filter block: the first without <c>|</c>.</summary>
    internal Expression.Filter ParseFilters()
    {
        var filter = Filter(null);
        while (tokens.AcceptOperator("|")) filter = Filter(filter);
        return filter;
    }

    /// <summary>The parameters of a macro.</summary>
    internal List<(string, Expression?)> ParseParameters()
    {
        var parameters = new List<(string, Expression?)>();
        tokens.ExpectOperator("(");
        while (!tokens.AcceptOperator(")"))
        {
            if (parameters.Count > 0) tokens.ExpectOperator(",");
            var name = tokens.Name();
            parameters.Add((name, tokens.AcceptOperator("=") ? Parse() : null));
        }

        return parameters;
    }

    private Expression Tuple(Func<Expression> item, TokenKind end)
    {
        var place = tokens.Current.Place;
        var first = item();
        if (!tokens.IsOperator(",")) return first;
        var items = new List<Expression> { first };
        while (tokens.AcceptOperator(",") && tokens.Current.Kind != end && !tokens.IsName("in")) items.Add(item());
        return new Expression.Items(items, true, place);
    }

    private Expression Target()
    {
        var place = tokens.Current.Place;
        if (tokens.AcceptOperator("("))
        {
            var inner = ParseTargets();
            tokens.ExpectOperator(")");
            return inner;
        }

        var name = new Expression.Name(tokens.Name(), place);
        return tokens.AcceptOperator(".") ? new Expression.Attribute(name, tokens.Name(), place) : name;
    }

    private Expression Or()
    {
        var left = And();
        while (tokens.IsName("or")) left = new Expression.Logical(false, left, After(And, out var place), place);
        return left;
    }

    private Expression And()
    {
        var left = Not();
        while (tokens.IsName("and")) left = new Expression.Logical(true, left, After(Not, out var place), place);
        return left;
    }

    private Expression Not()
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return tokens.IsName("not") ? new Expression.Not(After(Not, out var place), place) : Comparison();
    }

    private Expression Comparison()
    {
        var place = tokens.Current.Place;
        var first = Sum();
        var rest = new List<(string, Expression)>();
        while (ComparisonOperator() is { } comparison) rest.Add((comparison, Sum()));
        return rest.Count == 0 ? first : new Expression.Comparison(first, rest, place);
    }

    private string? ComparisonOperator()
    {
        if (tokens.AcceptName("in")) return "in";
        if (tokens.IsName("not") && tokens.Peek.Is(TokenKind.Name, "in"))
        {
            tokens.Next();
            tokens.Next();
            return "not in";
        }

        return Array.Find(Comparisons, tokens.AcceptOperator);
    }

    private Expression Sum() => Binary(Concatenation, "+", "-");

    private Expression Concatenation() => Binary(Product, "~");

    private Expression Product() => Binary(Power, "*", "//", "/", "%");

    private Expression Power() => Binary(() => Unary(), "**");

    private Expression Binary(Func<Expression> operand, params string[] operators)
    {
        var left = operand();
        while (tokens.Current.Kind == TokenKind.Operator && operators.Contains(tokens.Current.Text))
        {
            var token = tokens.Next();
            left = new Expression.Binary(token.Text, left, operand(), token.Place);
        }

        return left;
    }

    private Expression After(Func<Expression> operand, out JinjaPlace place)
    {
        place = tokens.Next().Place;
        return operand();
    }

    private Expression Unary(bool withFilters = true)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var place = tokens.Current.Place;
        Expression value;
        if (tokens.AcceptOperator("-")) value = new Expression.Sign(true, Unary(false), place);
        else if (tokens.AcceptOperator("+")) value = new Expression.Sign(false, Unary(false), place);
        else value = Primary();
        value = Members(value);
        return withFilters ? FiltersAndTests(value) : value;
    }

    private Expression Primary()
    {
        var token = tokens.Next();
        switch (token.Kind)
        {
            case TokenKind.Name: return NameOrConstant(token);
            case TokenKind.String: return new Expression.Literal(Strings(token.Text), token.Place);
            case TokenKind.Integer when long.TryParse(token.Text, CultureInfo.InvariantCulture, out var whole):
                return new Expression.Literal(whole, token.Place);
            case TokenKind.Float: return new Expression.Literal(double.Parse(token.Text, CultureInfo.InvariantCulture), token.Place);
            case TokenKind.Operator when token.Text == "(": return Parenthesis(token.Place);
            case TokenKind.Operator when token.Text == "[": return new Expression.Items(List("]"), false, token.Place);
            case TokenKind.Operator when token.Text == "{": return Mapping(token.Place);
            default: throw new JinjaException($"Expected a value, but found {token.Shown}", token.Place);
        }
    }

    private static Expression NameOrConstant(Token token) => token.Text switch
    {
        "true" or "True" => new Expression.Literal(true, token.Place),
        "false" or "False" => new Expression.Literal(false, token.Place),
        "none" or "None" => new Expression.Literal(null, token.Place),
        _ => new Expression.Name(token.Text, token.Place),
    };

    /// <summary>Neighbouring literals are one string.</summary>
    private string Strings(string text)
    {
        while (tokens.Current.Kind == TokenKind.String) text += tokens.Next().Text;
        return text;
    }

    private Expression Parenthesis(JinjaPlace place)
    {
        if (tokens.AcceptOperator(")")) return new Expression.Items([], true, place);
        var first = Parse();
        if (tokens.AcceptOperator(")")) return first;
        tokens.ExpectOperator(",");
        return new Expression.Items([first, .. List(")")], true, place);
    }

    /// <summary>Expressions up to a closing bracket; a comma may stand before it.</summary>
    private List<Expression> List(string close)
    {
        var items = new List<Expression>();
        while (!tokens.AcceptOperator(close))
        {
            items.Add(Parse());
            if (!tokens.IsOperator(close)) tokens.ExpectOperator(",");
        }

        return items;
    }

    private Expression.Mapping Mapping(JinjaPlace place)
    {
        var entries = new List<(Expression, Expression)>();
        while (!tokens.AcceptOperator("}"))
        {
            var key = Parse();
            tokens.ExpectOperator(":");
            entries.Add((key, Parse()));
            if (!tokens.IsOperator("}")) tokens.ExpectOperator(",");
        }

        return new Expression.Mapping(entries, place);
    }

    private Expression Members(Expression value)
    {
        while (true)
        {
            var place = tokens.Current.Place;
            if (tokens.AcceptOperator(".")) value = Attribute(value, place);
            else if (tokens.AcceptOperator("[")) value = Subscript(value, place);
            else if (tokens.IsOperator("(")) value = new Expression.Call(value, Arguments(), place);
            else return value;
        }
    }

    private Expression Attribute(Expression target, JinjaPlace place) => tokens.Current.Kind == TokenKind.Integer
        ? new Expression.Subscript(target, Primary(), place)
        : new Expression.Attribute(target, tokens.Name(), place);

    private Expression Subscript(Expression target, JinjaPlace place)
    {
        var start = tokens.IsOperator(":") ? null : Parse();
        if (tokens.AcceptOperator("]")) return new Expression.Subscript(target, start!, place);
        tokens.ExpectOperator(":");
        var stop = tokens.IsOperator(":") || tokens.IsOperator("]") ? null : Parse();
        var step = tokens.AcceptOperator(":") && !tokens.IsOperator("]") ? Parse() : null;
        tokens.ExpectOperator("]");
        return new Expression.Slice(target, start, stop, step, place);
    }

    private Expression FiltersAndTests(Expression value)
    {
        while (true)
        {
            var place = tokens.Current.Place;
            if (tokens.AcceptOperator("|")) value = Filter(value);
            else if (tokens.AcceptName("is")) value = Test(value, place);
            else if (tokens.IsOperator("(")) value = new Expression.Call(value, Arguments(), place);
            else return value;
        }
    }

    private Expression.Filter Filter(Expression? input)
    {
        var place = tokens.Current.Place;
        var name = tokens.Name();
        return new Expression.Filter(input, name, tokens.IsOperator("(") ? Arguments() : CallSyntax.None, place);
    }

    /// <summary>A test may have one argument without parentheses: <c>x is divisibleby 3</c>.</summary>
    private Expression Test(Expression input, JinjaPlace place)
    {
        var negated = tokens.AcceptName("not");
        var name = tokens.Name();
        var arguments = CallSyntax.None;
        if (tokens.IsOperator("(")) arguments = Arguments();
        else if (StartsArgument(tokens.Current)) arguments = new CallSyntax([Members(Primary())], []);
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
        tokens.ExpectOperator("(");
        while (!tokens.AcceptOperator(")"))
        {
            if (tokens.IsOperator("*") || tokens.IsOperator("**")) throw tokens.Unexpected("an argument (unpacking is not supported)");
            if (tokens.Current.Kind == TokenKind.Name && tokens.Peek.Is(TokenKind.Operator, "=")) named.Add(NamedArgument());
            else positional.Add(Parse());
            if (!tokens.IsOperator(")")) tokens.ExpectOperator(",");
        }

        return new CallSyntax(positional, named);
    }

    private (string, Expression) NamedArgument()
    {
        var name = tokens.Name();
        tokens.ExpectOperator("=");
        return (name, Parse());
    }
}
