using LoraParity.Inference.Tokenization.Patterns;

namespace LoraParity.Inference.Tokenization.PreTokenizers;

/// <summary>Cuts pieces at the matches of a pattern.</summary>
internal static class PieceSplitter
{
    /// <summary>Appends the parts of a piece that are not empty.</summary>
    /// <param name="piece">What to cut.</param>
    /// <param name="pattern">Where to cut.</param>
    /// <param name="behavior">What becomes of the matches.</param>
    /// <param name="inverted">Whether what lies between the matches counts as the match.</param>
    /// <param name="pieces">Receives the parts.</param>
    internal static void Split(Piece piece, ITextPattern pattern, SplitBehavior behavior, bool inverted, List<Piece> pieces)
    {
        var matches = new List<TextRange>();
        pattern.Find(piece.Text, matches);
        foreach (var (start, end) in Arrange(Cover(matches, piece.Length, inverted), behavior))
            if (start < end)
                pieces.Add(piece.Slice(start, end));
    }

    /// <summary>The whole text as matches and what lies between them.</summary>
    private static List<Stretch> Cover(List<TextRange> matches, int length, bool inverted)
    {
        var stretches = new List<Stretch>(matches.Count + 1);
        var done = 0;
        foreach (var (start, end) in matches)
        {
            if (done != start) stretches.Add(new Stretch(done, start, inverted));
            stretches.Add(new Stretch(start, end, !inverted));
            done = end;
        }

        if (done != length) stretches.Add(new Stretch(done, length, inverted));
        return stretches;
    }

    private static IEnumerable<TextRange> Arrange(List<Stretch> stretches, SplitBehavior behavior) => behavior switch
    {
        SplitBehavior.Removed => stretches.Where(stretch => !stretch.IsMatch).Select(stretch => stretch.Range),
        SplitBehavior.Isolated => stretches.Select(stretch => stretch.Range),
        SplitBehavior.MergedWithPrevious => Joined(stretches, (isMatch, previous) => isMatch && !previous),
        SplitBehavior.MergedWithNext => JoinedBackwards(stretches),
        _ => Joined(stretches, (isMatch, previous) => isMatch == previous),
    };

    /// <summary>Joins a stretch to the one before it where <paramref name="joins"/> says so.</summary>
    private static List<TextRange> Joined(List<Stretch> stretches, Func<bool, bool, bool> joins)
    {
        var ranges = new List<TextRange>(stretches.Count);
        var previous = false;
        foreach (var stretch in stretches)
        {
            if (ranges.Count > 0 && joins(stretch.IsMatch, previous)) ranges[^1] = ranges[^1] with { End = stretch.End };
            else ranges.Add(stretch.Range);
            previous = stretch.IsMatch;
        }

        return ranges;
    }

    private static List<TextRange> JoinedBackwards(List<Stretch> stretches)
    {
        var ranges = new List<TextRange>(stretches.Count);
        var previous = false;
        for (var index = stretches.Count - 1; index >= 0; index--)
        {
            var stretch = stretches[index];
            if (ranges.Count > 0 && stretch.IsMatch && !previous) ranges[^1] = ranges[^1] with { Start = stretch.Start };
            else ranges.Add(stretch.Range);
            previous = stretch.IsMatch;
        }

        ranges.Reverse();
        return ranges;
    }

    private readonly record struct Stretch(int Start, int End, bool IsMatch)
    {
        internal TextRange Range => new(Start, End);
    }
}
