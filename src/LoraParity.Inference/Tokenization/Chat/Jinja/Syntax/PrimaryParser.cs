using System.Globalization;

namespace LoraParity.Inference.Tokenization.Chat.Jinja.Syntax;

/// <summary>Reads what expressions are made of: constants, variables, and what stands in brackets.</summary>
/// <param name="tokens">The template's tokens.</param>
/// <param name="parse">Reads an expression inside brackets.</param>
internal sealed class PrimaryParser(TokenReader tokens, Func<Expression> parse)
{
    /// <summary>One operand, without members, calls or filters.</summary>
    internal Expression Parse()
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
        var first = parse();
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
            items.Add(parse());
            if (!tokens.IsOperator(close)) tokens.ExpectOperator(",");
        }

        return items;
    }

    private Expression.Mapping Mapping(JinjaPlace place)
    {
        var entries = new List<(Expression, Expression)>();
        while (!tokens.AcceptOperator("}"))
        {
            var key = parse();
            tokens.ExpectOperator(":");
            entries.Add((key, parse()));
            if (!tokens.IsOperator("}")) tokens.ExpectOperator(",");
        }

        return new Expression.Mapping(entries, place);
    }
}
