using System.Runtime.CompilerServices;

namespace LoraParity.Inference.Tokenization.Chat.Jinja.Syntax;

/// <summary>Reads a template's statements.</summary>
internal sealed class TemplateParser
{
    private readonly TokenReader _tokens;
    private readonly ExpressionParser _expressions;

    private TemplateParser(List<Token> tokens)
    {
        _tokens = new TokenReader(tokens);
        _expressions = new ExpressionParser(_tokens);
    }

    /// <summary>The statements of a template.</summary>
    /// <exception cref="JinjaException">The template is malformed, or uses a tag that is not known here.</exception>
    internal static List<Statement> Parse(string template)
    {
        var parser = new TemplateParser(JinjaLexer.Read(template));
        var body = parser.Body();
        return parser._tokens.Current.Kind == TokenKind.End ? body : throw parser.UnexpectedTag();
    }

    /// <summary>Statements up to a tag that none of them opens, which is left to be read, or the end.</summary>
    private List<Statement> Body()
    {
        var body = new List<Statement>();
        while (true)
        {
            var token = _tokens.Current;
            if (token.Kind == TokenKind.End || (token.Kind == TokenKind.BlockStart && IsEndTag(_tokens.Peek.Text))) return body;
            _tokens.Next();
            body.Add(token.Kind switch
            {
                TokenKind.Text => new Statement.Text(token.Text, token.Place),
                TokenKind.OutputStart => Output(token.Place),
                _ => Block(token.Place),
            });
        }
    }

    private static bool IsEndTag(string name) => name is "elif" or "else" || name.StartsWith("end", StringComparison.Ordinal);

    private Statement.Output Output(JinjaPlace place)
    {
        var value = _expressions.ParseTuple();
        _tokens.ExpectTagEnd();
        return new Statement.Output(value, place);
    }

    private Statement Block(JinjaPlace place)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var name = _tokens.Name();
        return name switch
        {
            "if" => If(place),
            "for" => For(place),
            "set" => Set(place),
            "macro" => Macro(place),
            "filter" => FilterBlock(place),
            "generation" => new Statement.Group(BodyUntil(place, "endgeneration"), place),
            "break" or "continue" => Jump(name == "break", place),
            _ => throw new JinjaException(
                $"The tag '{name}' is not supported; supported are if, for, set, macro, filter, raw, generation, break and continue", place),
        };
    }

    private Statement.If If(JinjaPlace place)
    {
        var branches = new List<(Expression?, IReadOnlyList<Statement>)>();
        Expression? condition = _expressions.ParseTuple();
        while (true)
        {
            _tokens.ExpectTagEnd();
            branches.Add((condition, Body()));
            switch (EndTag(place, "if", condition is null ? ["endif"] : ["elif", "else", "endif"]))
            {
                case "elif": condition = _expressions.ParseTuple(); break;
                case "else": condition = null; break;
                default:
                    _tokens.ExpectTagEnd();
                    return new Statement.If(branches, place);
            }
        }
    }

    private Statement.For For(JinjaPlace place)
    {
        var target = _expressions.ParseTargets();
        _tokens.ExpectName("in");
        var items = _expressions.ParseWithoutCondition();
        var filter = _tokens.AcceptName("if") ? _expressions.Parse() : null;
        if (_tokens.IsName("recursive")) throw _tokens.Unexpected("the end of the tag (recursive loops are not supported)");
        _tokens.ExpectTagEnd();
        var body = Body();
        List<Statement> otherwise = [];
        if (EndTag(place, "for", ["else", "endfor"]) == "else")
        {
            _tokens.ExpectTagEnd();
            otherwise = Body();
            EndTag(place, "for", ["endfor"]);
        }

        _tokens.ExpectTagEnd();
        return new Statement.For(target, items, filter, body, otherwise, place);
    }

    private Statement Set(JinjaPlace place)
    {
        var target = _expressions.ParseTargets();
        if (_tokens.AcceptOperator("="))
        {
            var value = _expressions.ParseTuple();
            _tokens.ExpectTagEnd();
            return new Statement.Set(target, value, place);
        }

        var filter = _tokens.AcceptOperator("|") ? _expressions.ParseFilters() : null;
        return new Statement.SetBlock(target, filter, BodyUntil(place, "endset"), place);
    }

    private Statement.Macro Macro(JinjaPlace place)
    {
        var name = _tokens.Name();
        var parameters = _expressions.ParseParameters();
        return new Statement.Macro(name, parameters, BodyUntil(place, "endmacro"), place);
    }

    private Statement.FilterBlock FilterBlock(JinjaPlace place)
    {
        var filter = _expressions.ParseFilters();
        return new Statement.FilterBlock(filter, BodyUntil(place, "endfilter"), place);
    }

    private Statement.Jump Jump(bool isBreak, JinjaPlace place)
    {
        _tokens.ExpectTagEnd();
        return new Statement.Jump(isBreak, place);
    }

    /// <summary>The rest of the opening tag, the statements, and the closing tag, which may repeat a macro's name.</summary>
    private List<Statement> BodyUntil(JinjaPlace place, string end)
    {
        _tokens.ExpectTagEnd();
        var body = Body();
        EndTag(place, end[3..], [end]);
        if (end == "endmacro" && _tokens.Current.Kind == TokenKind.Name) _tokens.Next();
        _tokens.ExpectTagEnd();
        return body;
    }

    /// <summary>Reads the name of the tag that must come now.</summary>
    private string EndTag(JinjaPlace place, string block, string[] allowed)
    {
        if (_tokens.Current.Kind == TokenKind.End) throw new JinjaException($"The block '{block}' is not closed", place);
        if (!allowed.Contains(_tokens.Peek.Text)) throw UnexpectedTag();
        _tokens.Next();
        return _tokens.Name();
    }

    private JinjaException UnexpectedTag() => new($"The tag '{_tokens.Peek.Text}' closes nothing that is open here", _tokens.Current.Place);
}
