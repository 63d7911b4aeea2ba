using LoraParity.Diagnostics;
using LoraParity.Inference.Tokenization.Chat;
using LoraParity.Plans;

namespace LoraParity.Inference.Tests.Tokenization.Chat;

/// <summary>Templates that cannot be used, and the sentence that each gives.</summary>
public sealed class ChatTemplateErrorTests
{
    private static readonly ChatMessage[] Messages = [new("user", "x")];

    [Theory]
    // Not rendered at all.
    [InlineData("{% if true %}", "The block 'if' is not closed, at line 1, column 1 of the chat template in 'test'.")]
    [InlineData("a\n {% endif %}", "The tag 'endif' closes nothing that is open here, at line 2, column 2 of the chat template in 'test'.")]
    [InlineData("{{ [1, 2 }}", "The tag '{{' is not closed, at line 1, column 1 of the chat template in 'test'.")]
    [InlineData("{# x", "A comment is not closed, at line 1, column 1 of the chat template in 'test'.")]
    [InlineData("{% raw %}x", "The block 'raw' is not closed, at line 1, column 1 of the chat template in 'test'.")]
    [InlineData("{{ 1 ` }}", "The character '`' means nothing here, at line 1, column 6 of the chat template in 'test'.")]
    [InlineData("{{ 1 2 }}", "Expected the end of the tag, but found '2', at line 1, column 6 of the chat template in 'test'.")]
    [InlineData("{{ }}", "Expected a value, but found the end of the tag, at line 1, column 4 of the chat template in 'test'.")]
    [InlineData("{% include 'x' %}", "The tag 'include' is not supported; supported are if, for, set, macro, filter, raw, generation, break and continue, at line 1, column 1 of the chat template in 'test'.")]
    [InlineData("{% for x in y recursive %}{% endfor %}", "Expected the end of the tag (recursive loops are not supported), but found 'recursive', at line 1, column 15 of the chat template in 'test'.")]
    [InlineData("{{ f(*a) }}", "Expected an argument (unpacking is not supported), but found '*', at line 1, column 6 of the chat template in 'test'.")]
    // Rendered up to the error.
    [InlineData("{{ nothing.member }}", "'nothing' is undefined, at line 1, column 11 of the chat template in 'test'.")]
    [InlineData("{{ nothing() }}", "'nothing' is undefined, at line 1, column 11 of the chat template in 'test'.")]
    [InlineData("{{ bos_token + 'a' }}", "'bos_token' is undefined, at line 1, column 14 of the chat template in 'test'.")]
    [InlineData("{{ 'a' + 1 }}", "'+' does not work between a text and a number, at line 1, column 8 of the chat template in 'test'.")]
    [InlineData("{{ 1 / 0 }}", "A number is divided by 0, at line 1, column 6 of the chat template in 'test'.")]
    [InlineData("{{ 5 | length }}", "A number has no length, at line 1, column 8 of the chat template in 'test'.")]
    [InlineData("{{ [1].append(2) }}", "The method 'append' is not supported, at line 1, column 14 of the chat template in 'test'.")]
    [InlineData("{{ messages[0].update({}) }}", "The method 'update' is not supported, at line 1, column 22 of the chat template in 'test'.")]
    [InlineData("{{ 'a' | trim(1, 2) }}", "'filter trim' takes at most 2 arguments and got 3, at line 1, column 10 of the chat template in 'test'.")]
    [InlineData("{{ 'a' | trim(size=2) }}", "'filter trim' does not take the argument 'size', at line 1, column 10 of the chat template in 'test'.")]
    [InlineData("{{ 'a' | replace('a') }}", "'filter replace' needs the argument 'new', at line 1, column 10 of the chat template in 'test'.")]
    [InlineData("{% set d = {} %}\n{% set d.x = 1 %}", "'d' is a mapping, and only the members of a namespace can be set, at line 2, column 8 of the chat template in 'test'.")]
    [InlineData("{% set a, b = [1] %}", "2 names are set from 1 values, at line 1, column 8 of the chat template in 'test'.")]
    [InlineData("{% for x in 5 %}{% endfor %}", "A number has no items to go through, at line 1, column 13 of the chat template in 'test'.")]
    [InlineData("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "The macro 'm' calls itself without end, at line 1, column 20 of the chat template in 'test'.")]
    [InlineData("{{ range(10 ** 9) | length }}", "The range has 1000000000 numbers, which is too many, at line 1, column 9 of the chat template in 'test'.")]
    [InlineData("{{ raise_exception('Only users!') }}", "The chat template in 'test' refuses the conversation: 'Only users!' (line 1, column 19).")]
    public void Render_TemplateThatCannotBeUsed_SaysWhatAndWhere(string template, string expected) =>
        Assert.Equal(expected, Assert.Throws<InputException>(() => Render(template)).Message);

    [Theory]
    [InlineData("{{ 'a' | leetspeak }}", "The filter 'leetspeak' is not supported; supported are abs, capitalize, ")]
    [InlineData("{{ 'a' is funny }}", "The test 'funny' is not supported; supported are boolean, callable, ")]
    public void Render_UnknownFilterOrTest_NamesThoseThatAreSupported(string template, string expected) =>
        Assert.StartsWith(expected, Assert.Throws<InputException>(() => Render(template)).Message, StringComparison.Ordinal);

    [Fact]
    public void Render_EndlesslyNestedExpression_IsRefused()
    {
        var template = "{{ " + string.Concat(Enumerable.Repeat("1+", 100_000)) + "1 }}";
        Assert.Equal("The chat template in 'test' is nested too deeply.", Assert.Throws<InputException>(() => Render(template)).Message);
    }

    private static string Render(string template) => ChatTemplate.Parse(template, "test", new Dictionary<string, string>()).Render(Messages);
}
