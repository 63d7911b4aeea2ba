namespace LoraParity.Inference.Adapters.Recipes;

/// <summary>
/// ΔW = (left · right) · scaling of one adapter and module, in the orientation of the weight. Each element is one chain of fused
/// multiply-adds over the rank in ascending order, then one product with the scaling. Formed where it is needed, block of rows
/// by block of rows: for common ranks that is less work than fetching a stored ΔW from memory.
/// </summary>
/// <param name="Left">[outputs, rank]: B, or an embedding's transposed A.</param>
/// <param name="Right">[rank, inputs]: A, or an embedding's transposed B.</param>
/// <param name="Scaling">The adapter's scaling at this module, its weight included.</param>
/// <param name="Adapter">The adapter's name in messages.</param>
/// <param name="Factors">Keeps the two factors while they are used.</param>
internal sealed record LoraDelta(WeightRecipe Left, WeightRecipe Right, float Scaling, string Adapter, FactorCache Factors)
{
    /// <summary>Rows of the weight.</summary>
    public int Outputs => Left.Outputs;

    /// <summary>Columns of the weight.</summary>
    public int Inputs => Right.Inputs;

    /// <summary>The rank.</summary>
    public int Rank => Left.Inputs;

    /// <summary>Reads rows as fp32.</summary>
    public void ReadRows(int first, int count, Span<float> destination)
    {
        if (DeltaMemo.Current is { } memo)
            memo.Rows(this, first, count).CopyTo(destination);
        else
            Form(first, count, destination);
    }

    /// <summary>Rows as fp32: remembered ones, or else formed in the scratch, which has room for them.</summary>
    public ReadOnlySpan<float> Rows(int first, int count, Span<float> scratch)
    {
        if (DeltaMemo.Current is { } memo)
            return memo.Rows(this, first, count);
        Form(first, count, scratch);
        return scratch[..(count * Inputs)];
    }

    /// <summary>Forms rows anew.</summary>
    public void Form(int first, int count, Span<float> destination)
    {
        ReadOnlySpan<float> left = Factors.Read(Left);
        ReadOnlySpan<float> right = Factors.Read(Right);
        LowRankProduct.Form(left.Slice(first * Rank, count * Rank), right, Scaling, Inputs, destination[..(count * Inputs)]);
    }

    public bool Equals(LoraDelta? other) =>
        other is not null && Left == other.Left && Right == other.Right && Scaling.Equals(other.Scaling);

    public override int GetHashCode() => HashCode.Combine(Left, Right, Scaling);
}
