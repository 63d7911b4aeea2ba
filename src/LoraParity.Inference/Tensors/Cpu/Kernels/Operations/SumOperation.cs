using System.Runtime.CompilerServices;

namespace LoraParity.Inference.Tensors.Cpu.Kernels.Operations;

/// <summary>a + b.</summary>
internal readonly struct SumOperation : IBinaryOperation
{
    [MethodImpl(HotPath.Inline)]
    static TLanes IBinaryOperation.Apply<TLanes>(TLanes a, TLanes b) => a + b;
}
