namespace LoraParity.AcceptanceTests.Tutorial;

/// <summary>One thing that the tutorial asks for.</summary>
/// <param name="Line">Its line in the page.</param>
/// <param name="Command">The command, or null where a file is written.</param>
/// <param name="File">The file to write, or null where there is a command.</param>
/// <param name="Text">The file's text, or the output that the page shows.</param>
internal sealed record TutorialStep(int Line, string? Command, string? File, IReadOnlyList<string> Text);
