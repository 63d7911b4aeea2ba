namespace LoraParity.Inference.Lockstep;

/// <summary>Compares what a merge did to a weight with what it should have done; sums run in double in ascending order.</summary>
internal sealed class DeltaComparison
{
    private long _meant;
    private long _unchanged;
    private double _error;
    private double _intended;
    private double _effective;
    private double _dot;

    /// <summary>Share of the elements meant to change that did not; 0 where none was meant to.</summary>
    public double Unchanged => _meant == 0 ? 0 : (double)_unchanged / _meant;

    /// <summary>‖effective − intended‖ / ‖intended‖; 0 where nothing was intended.</summary>
    public double RelativeError => _intended == 0 ? 0 : Math.Sqrt(_error / _intended);

    /// <summary>Cosine of effective and intended; 1 where nothing was intended, 0 where nothing happened.</summary>
    public double Cosine => _intended == 0 ? 1 : _effective == 0 ? 0 : _dot / Math.Sqrt(_intended * _effective);

    /// <summary>The s that minimises ‖effective − s·intended‖; 1 where nothing was intended.</summary>
    public double Scale => _intended == 0 ? 1 : _dot / _intended;

    /// <summary>Adds elements.</summary>
    /// <param name="before">The weight without the merge, through the same casts.</param>
    /// <param name="after">The weight with it.</param>
    /// <param name="delta">What was to be added.</param>
    public void Add(ReadOnlySpan<float> before, ReadOnlySpan<float> after, ReadOnlySpan<float> delta)
    {
        for (var i = 0; i < delta.Length; i++)
        {
            var effective = (double)after[i] - before[i];
            double intended = delta[i];
            if (intended != 0)
            {
                _meant++;
                _unchanged += effective == 0 ? 1 : 0;
            }

            _error += (effective - intended) * (effective - intended);
            _intended += intended * intended;
            _effective += effective * effective;
            _dot += effective * intended;
        }
    }
}
