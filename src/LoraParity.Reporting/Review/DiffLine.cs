namespace LoraParity.Reporting.Review;

/// <summary>One line of the difference of two texts.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Text">The line.</param>
public sealed record DiffLine(DiffKind Kind, string Text)
{
    /// <summary>The line with the mark that diffs put before it.</summary>
    public override string ToString() => Kind switch
    {
        DiffKind.Removed => "- " + Text,
        DiffKind.Added => "+ " + Text,
        DiffKind.Gap => Text,
        _ => "  " + Text,
    };
}
