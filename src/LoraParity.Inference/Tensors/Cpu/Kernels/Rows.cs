using System.Runtime.CompilerServices;
using LoraParity.Inference.Tensors.Cpu.Kernels.Operations;
using LoraParity.Inference.Tensors.Cpu.Lanes;

namespace LoraParity.Inference.Tensors.Cpu.Kernels;

/// <summary>
/// Loops over one row. Reductions keep 16 partial results whatever the vector width: element i goes to partial i mod 16,
/// and the partials are combined in one fixed tree, so that all widths give the same bits, and so does a row that
/// is a prefix of another when the rest adds nothing.
/// </summary>
internal static unsafe class Rows
{
    /// <summary>Partial results of a reduction.</summary>
    public const int Partials = 16;

    /// <summary>An operation on the values of two rows, rounded.</summary>
    [MethodImpl(HotPath.Loop)]
    public static void Combine<TOperation, TLanes, TFormat>(float* a, float* b, float* result, int n)
        where TOperation : struct, IBinaryOperation
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat
    {
        var i = 0;
        for (; i <= n - TLanes.Count; i += TLanes.Count)
            TFormat.Round(TOperation.Apply(TLanes.Load(a + i), TLanes.Load(b + i))).Store(result + i);
        for (; i < n; i++)
            TFormat.Round(TOperation.Apply(Lanes1.Load(a + i), Lanes1.Load(b + i))).Store(result + i);
    }

    /// <summary>An operation on each value, in the operation's own rounding.</summary>
    [MethodImpl(HotPath.Loop)]
    public static void Apply<TOperation, TLanes, TFormat>(TOperation operation, float* x, float* result, long n)
        where TOperation : struct, IUnaryOperation
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat
    {
        var i = 0L;
        for (; i <= n - TLanes.Count; i += TLanes.Count)
            operation.Apply<TLanes, TFormat>(TLanes.Load(x + i)).Store(result + i);
        for (; i < n; i++)
            operation.Apply<Lanes1, TFormat>(Lanes1.Load(x + i)).Store(result + i);
    }

    /// <summary>The sum of f(x) over the row.</summary>
    [MethodImpl(HotPath.Loop)]
    public static float Reduce<TReduction, TLanes>(TReduction reduction, float* x, int n)
        where TReduction : struct, IReduction
        where TLanes : struct, ILanes<TLanes>
    {
        var partials = stackalloc float[Partials];
        var whole = n / Partials * Partials;
        for (var lane = 0; lane < Partials; lane += TLanes.Count)
        {
            var partial = TLanes.Create(reduction.Start);
            for (var i = lane; i < whole; i += Partials)
                partial = reduction.Add(partial, TLanes.Load(x + i));
            partial.Store(partials + lane);
        }

        for (var i = whole; i < n; i++)
            reduction.Add(Lanes1.Load(partials + i - whole), Lanes1.Load(x + i)).Store(partials + i - whole);
        return Combine(reduction, partials);
    }

    private static float Combine<TReduction>(TReduction reduction, float* partials)
        where TReduction : struct, IReduction
    {
        for (var half = Partials / 2; half > 0; half /= 2)
        {
            for (var i = 0; i < half; i++)
                reduction.Merge(Lanes1.Load(partials + i), Lanes1.Load(partials + i + half)).Store(partials + i);
        }

        return *partials;
    }
}
