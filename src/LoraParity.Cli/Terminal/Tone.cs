namespace LoraParity.Cli.Terminal;

/// <summary>What a piece of text says; shown as a colour on a terminal, and never the only carrier of its meaning.</summary>
internal enum Tone
{
    /// <summary>Text.</summary>
    Plain,

    /// <summary>Headings.</summary>
    Strong,

    /// <summary>What may be skipped.</summary>
    Faint,

    /// <summary>Within tolerance.</summary>
    Good,

    /// <summary>Worth a look.</summary>
    Warning,

    /// <summary>Drift and errors.</summary>
    Bad,
}
