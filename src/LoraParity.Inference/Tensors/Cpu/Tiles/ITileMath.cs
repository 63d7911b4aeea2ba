namespace LoraParity.Inference.Tensors.Cpu.Tiles;

/// <summary>What a tile needs of a vector type. Bare vectors, for which the compiler keeps every accumulator in its register.</summary>
/// <typeparam name="TVector">The vector of floats.</typeparam>
internal unsafe interface ITileMath<TVector>
    where TVector : struct
{
    /// <summary>Floats in a vector.</summary>
    static abstract int Count { get; }

    /// <summary>Reads consecutive floats.</summary>
    static abstract TVector Load(float* source);

    /// <summary>One float in every element.</summary>
    static abstract TVector Broadcast(float* source);

    /// <summary>Asks for a cache line that will be needed.</summary>
    static abstract void Prefetch(byte* address);

    /// <summary>Writes consecutive floats.</summary>
    static abstract void Store(TVector value, float* destination);

    /// <summary>a·b + c, rounded once.</summary>
    static abstract TVector Fma(TVector a, TVector b, TVector c);

    /// <summary>a + b.</summary>
    static abstract TVector Add(TVector a, TVector b);
}
