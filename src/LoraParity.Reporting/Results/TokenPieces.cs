namespace LoraParity.Reporting.Results;

/// <summary>The text of single tokens.</summary>
internal static class TokenPieces
{
    /// <summary>Each token's text as it reads inside a text; empty without a decoder.</summary>
    public static SortedDictionary<int, string> Of(Func<IReadOnlyList<int>, string>? decode, IEnumerable<int> tokens)
    {
        var pieces = new SortedDictionary<int, string>();
        if (decode is null)
            return pieces;

        foreach (var token in tokens.Distinct())
            pieces[token] = Piece(decode, token);
        return pieces;
    }

    // Many decoders drop the space before a text's first token: the second of two shows it.
    private static string Piece(Func<IReadOnlyList<int>, string> decode, int token)
    {
        var one = decode([token]);
        var two = decode([token, token]);
        return two.StartsWith(one, StringComparison.Ordinal) && two.Length > one.Length ? two[one.Length..] : one;
    }
}
