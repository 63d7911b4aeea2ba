using System.Runtime.CompilerServices;
using LoraParity.Inference.Tensors.Cpu.Lanes;

namespace LoraParity.Inference.Tensors.Cpu.Kernels.Operations;

/// <summary>
/// transformers' <c>NewGELUActivation</c>: 0.5·x·(1 + tanh(√(2/π)·(x + 0.044715·pow(x, 3)))), every operation a tensor
/// operation that rounds. PyTorch's pow with exponent 3 is x·x·x with both products rounded in bf16, and one rounding in fp16.
/// </summary>
internal readonly struct GeluNewOperation : IUnaryOperation
{
    [MethodImpl(HotPath.Inline)]
    TLanes IUnaryOperation.Apply<TLanes, TFormat>(TLanes x)
    {
        var square = typeof(TFormat) == typeof(Fp16Format) ? x * x : TFormat.Round(x * x);
        var cube = TFormat.Round(square * x);
        var sum = TFormat.Round(x + TFormat.Round(cube * TLanes.Create(GeluTanhOperation.Cubic)));
        var inner = TFormat.Round(sum * TLanes.Create(GeluTanhOperation.SqrtTwoOverPi));
        var outer = TFormat.Round(TFormat.Round(LaneMath.Tanh(inner)) + TLanes.Create(1f));
        return TFormat.Round(TFormat.Round(x * TLanes.Create(0.5f)) * outer);
    }
}
