namespace LoraParity.Cli.Terminal;

/// <summary>One column of a <see cref="TextTable"/>.</summary>
/// <param name="Heading">Its heading.</param>
/// <param name="Right">Whether its cells are aligned to the right, as numbers are.</param>
internal sealed record TextColumn(string Heading, bool Right = false);
