namespace LoraParity.Reporting.Review;

/// <summary>What became of a line.</summary>
public enum DiffKind
{
    /// <summary>It is in both texts.</summary>
    Same,

    /// <summary>It is in the old text only.</summary>
    Removed,

    /// <summary>It is in the new text only.</summary>
    Added,

    /// <summary>Equal lines are left out here; the text says how many.</summary>
    Gap,
}
