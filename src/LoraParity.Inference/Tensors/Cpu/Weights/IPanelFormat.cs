using LoraParity.Inference.Tensors.Cpu.Lanes;

namespace LoraParity.Inference.Tensors.Cpu.Weights;

/// <summary>
/// How a panel stores the weights of 32 outputs for one input after the other. A vector's worth of outputs j… is read
/// together with the outputs 16 + j…: in 16-bit formats they are the two halves of the same words.
/// </summary>
internal unsafe interface IPanelFormat
{
    /// <summary>Floats' worth of memory for one input's 32 weights.</summary>
    static abstract int Stride { get; }

    /// <summary>Reads the weights of outputs j… and 16 + j….</summary>
    static abstract void Load<TLanes>(float* at, out TLanes low, out TLanes high)
        where TLanes : struct, ILanes<TLanes>;

    /// <summary>Turns 32 rows of weights in place into the rows of 32-bit words that a panel's columns are, and says how many.</summary>
    static abstract int Join<TLanes>(float* rows, int inputs)
        where TLanes : struct, ILanes<TLanes>;

    /// <summary>The weights as fp32 [depth, 32]: where they are, or widened into <paramref name="scratch"/>.</summary>
    static abstract float* Widen<TLanes>(float* panel, int depth, float* scratch)
        where TLanes : struct, ILanes<TLanes>;
}
