using LoraParity.Reporting.Text;

namespace LoraParity.Cli.Terminal;

/// <summary>
/// Writes lines as they are, however long: a pipe or a file gets every character, and a terminal wraps by itself.
/// Control characters, which names and model output may hold, are shown and never sent to the terminal.
/// </summary>
internal sealed class ConsoleWriter(TextWriter writer, bool colour)
{
    private static readonly string[] Codes = ["", "\e[1m", "\e[2m", "\e[32m", "\e[33m", "\e[31m"];

    /// <summary>Writes text without ending the line.</summary>
    public void Write(string text, Tone tone = Tone.Plain)
    {
        var safe = PrintableText.Of(text);
        writer.Write(colour && tone != Tone.Plain && safe.Length > 0 ? $"{Codes[(int)tone]}{safe}\e[0m" : safe);
    }

    /// <summary>Writes a line.</summary>
    public void WriteLine(string text = "", Tone tone = Tone.Plain)
    {
        Write(text, tone);
        writer.Write('\n');
    }
}
