using System.Runtime.CompilerServices;

namespace LoraParity.Inference.Tensors.Cpu.Lanes;

/// <summary>One float: the ends of rows that fill no vector, and single values.</summary>
internal readonly unsafe struct Lanes1 : ILanes<Lanes1>
{
    [MethodImpl(HotPath.Inline)]
    private Lanes1(float value) => Value = value;

    /// <summary>The float.</summary>
    public float Value { get; }

    public static int Count => 1;

    private uint Bits => BitConverter.SingleToUInt32Bits(Value);

    [MethodImpl(HotPath.Inline)]
    public static Lanes1 Create(float value) => new(value);

    [MethodImpl(HotPath.Inline)]
    public static Lanes1 FromBits(uint bits) => new(BitConverter.UInt32BitsToSingle(bits));

    [MethodImpl(HotPath.Inline)]
    public static Lanes1 Load(float* source) => new(*source);

    [MethodImpl(HotPath.Inline)]
    public void Store(float* destination) => *destination = Value;

    [MethodImpl(HotPath.Inline)]
    public static Lanes1 LoadHalves(ushort* source) => FromBits(*source);

    [MethodImpl(HotPath.Inline)]
    public void StoreHalves(ushort* destination) => *destination = (ushort)Bits;

    [MethodImpl(HotPath.Inline)]
    public static Lanes1 operator +(Lanes1 left, Lanes1 right) => new(left.Value + right.Value);

    [MethodImpl(HotPath.Inline)]
    public static Lanes1 operator -(Lanes1 left, Lanes1 right) => new(left.Value - right.Value);

    [MethodImpl(HotPath.Inline)]
    public static Lanes1 operator *(Lanes1 left, Lanes1 right) => new(left.Value * right.Value);

    [MethodImpl(HotPath.Inline)]
    public static Lanes1 operator /(Lanes1 left, Lanes1 right) => new(left.Value / right.Value);

    [MethodImpl(HotPath.Inline)]
    public static Lanes1 operator &(Lanes1 left, Lanes1 right) => FromBits(left.Bits & right.Bits);

    [MethodImpl(HotPath.Inline)]
    public static Lanes1 operator |(Lanes1 left, Lanes1 right) => FromBits(left.Bits | right.Bits);

    [MethodImpl(HotPath.Inline)]
    public static Lanes1 operator ^(Lanes1 left, Lanes1 right) => FromBits(left.Bits ^ right.Bits);

    [MethodImpl(HotPath.Inline)]
    public static Lanes1 operator ~(Lanes1 value) => FromBits(~value.Bits);

    [MethodImpl(HotPath.Inline)]
    public static Lanes1 Fma(Lanes1 a, Lanes1 b, Lanes1 c) => new(MathF.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    [MethodImpl(HotPath.Inline)]
    public static Lanes1 Sqrt(Lanes1 x) => new(MathF.Sqrt(x.Value));

    [MethodImpl(HotPath.Inline)]
    public static Lanes1 LessThan(Lanes1 a, Lanes1 b) => FromBits(a.Value < b.Value ? uint.MaxValue : 0);

    [MethodImpl(HotPath.Inline)]
    public static Lanes1 Same(Lanes1 a, Lanes1 b) => FromBits(a.Value == b.Value ? uint.MaxValue : 0);

    [MethodImpl(HotPath.Inline)]
    public static Lanes1 Select(Lanes1 mask, Lanes1 yes, Lanes1 no) => FromBits((mask.Bits & yes.Bits) | (~mask.Bits & no.Bits));

    [MethodImpl(HotPath.Inline)]
    public static Lanes1 SelectBelow(Lanes1 x, int limit, Lanes1 yes, Lanes1 no) => (int)x.Bits < limit ? yes : no;

    [MethodImpl(HotPath.Inline)]
    public static Lanes1 AddBits(Lanes1 a, Lanes1 b) => FromBits(a.Bits + b.Bits);

    [MethodImpl(HotPath.Inline)]
    public static Lanes1 ShiftLeft(Lanes1 x, int bits) => FromBits(x.Bits << bits);

    [MethodImpl(HotPath.Inline)]
    public static Lanes1 ShiftRight(Lanes1 x, int bits) => FromBits(x.Bits >> bits);

    [MethodImpl(HotPath.Inline)]
    public static Lanes1 ShiftRightSigned(Lanes1 x, int bits) => FromBits((uint)((int)x.Bits >> bits));
}
