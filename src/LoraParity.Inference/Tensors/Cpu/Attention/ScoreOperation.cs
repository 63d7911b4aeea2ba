using System.Runtime.CompilerServices;
using LoraParity.Inference.Tensors.Cpu.Kernels.Operations;
using LoraParity.Inference.Tensors.Cpu.Lanes;

namespace LoraParity.Inference.Tensors.Cpu.Attention;

/// <summary>From q·k to a score: rounded, scaled, rounded, and soft-capped where <paramref name="cap"/> is positive.</summary>
internal readonly struct ScoreOperation(float scale, float cap) : IUnaryOperation
{
    [MethodImpl(HotPath.Inline)]
    public TLanes Apply<TLanes, TFormat>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
        where TFormat : struct, IFloatFormat
    {
        var score = TFormat.Round(TFormat.Round(x) * TLanes.Create(scale));
        return cap > 0 ? new SoftCapOperation(cap).Apply<TLanes, TFormat>(score) : score;
    }
}
