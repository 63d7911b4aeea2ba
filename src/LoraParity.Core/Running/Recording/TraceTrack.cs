using LoraParity.Hashing;
using LoraParity.Traces;

namespace LoraParity.Running.Recording;

/// <summary>One variant's rows on one prompt as they come: top logits are kept, all else goes into a hash.</summary>
internal sealed class TraceTrack : IDisposable
{
    private readonly List<TopLogits> _positions = [];
    private readonly List<int> _choices = [];
    private string? _known;

    /// <summary>What the engine says that the variant decoded, or null.</summary>
    public int[]? Decoded { get; set; }

    /// <summary>Top logits, row by row.</summary>
    public IReadOnlyList<TopLogits> Positions => _positions;

    /// <summary>The greedy choice of each row.</summary>
    public IReadOnlyList<int> Choices => _choices;

    /// <summary>The first logit that is no number: row, entry, value; or null.</summary>
    public (int Position, int Token, float Value)? NonFinite { get; private set; }

    /// <summary>Goes on with the rows that are added.</summary>
    public LogitsHash Hashing { get; } = new();

    /// <summary>Appends rows, but for their hash.</summary>
    public void Add(ReadOnlySpan<float> rows, RowSummary[] summaries)
    {
        var width = rows.Length / summaries.Length;
        for (var row = 0; row < summaries.Length; row++)
        {
            var summary = summaries[row];
            if (summary.NonFinite >= 0)
                NonFinite ??= (_positions.Count, summary.NonFinite, rows[row * width + summary.NonFinite]);
            _positions.Add(summary.Top);
            _choices.Add(summary.Argmax);
        }
    }

    /// <summary>SHA-256 of all rows so far.</summary>
    public string Hash => _known ?? Hashing.Value;

    /// <summary>Takes what an earlier run recorded; rows cannot be appended any more.</summary>
    public void Restore(int[]? decoded, IEnumerable<TopLogits> positions, IEnumerable<int> choices, (int Position, int Token, float Value)? nonFinite, string hash)
    {
        _positions.AddRange(positions);
        _choices.AddRange(choices);
        (Decoded, NonFinite, _known) = (decoded, nonFinite, hash);
    }

    /// <inheritdoc />
    public void Dispose() => Hashing.Dispose();
}
