namespace LoraParity.Cli.Terminal;

/// <summary>One cell of a <see cref="TextTable"/>.</summary>
/// <param name="Text">One line of text.</param>
/// <param name="Tone">What it says.</param>
internal sealed record TextCell(string Text, Tone Tone = Tone.Plain)
{
    public static implicit operator TextCell(string text) => new(text);
}
