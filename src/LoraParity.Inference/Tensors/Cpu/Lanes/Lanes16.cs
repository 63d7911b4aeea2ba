using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LoraParity.Inference.Tensors.Cpu.Lanes;

/// <summary>Sixteen floats in one vector of 512 bits.</summary>
internal readonly unsafe struct Lanes16 : ILanes<Lanes16>
{
    private readonly Vector512<float> _value;

    [MethodImpl(HotPath.Inline)]
    private Lanes16(Vector512<float> value) => _value = value;

    public static int Count => 16;

    [MethodImpl(HotPath.Inline)]
    public static Lanes16 Create(float value) => new(Vector512.Create(value));

    [MethodImpl(HotPath.Inline)]
    public static Lanes16 FromBits(uint bits) => new(Vector512.Create(bits).AsSingle());

    [MethodImpl(HotPath.Inline)]
    public static Lanes16 Load(float* source) => new(Vector512.Load(source));

    [MethodImpl(HotPath.Inline)]
    public void Store(float* destination) => _value.Store(destination);

    [MethodImpl(HotPath.Inline)]
    public static Lanes16 LoadHalves(ushort* source) => new(Vector512.WidenLower(Vector256.Load(source).ToVector512Unsafe()).AsSingle());

    [MethodImpl(HotPath.Inline)]
    public void StoreHalves(ushort* destination)
        => Vector512.Narrow(_value.AsUInt32() & Vector512.Create(0xFFFFu), Vector512<uint>.Zero).GetLower().Store(destination);

    [MethodImpl(HotPath.Inline)]
    public static Lanes16 operator +(Lanes16 left, Lanes16 right) => new(left._value + right._value);

    [MethodImpl(HotPath.Inline)]
    public static Lanes16 operator -(Lanes16 left, Lanes16 right) => new(left._value - right._value);

    [MethodImpl(HotPath.Inline)]
    public static Lanes16 operator *(Lanes16 left, Lanes16 right) => new(left._value * right._value);

    [MethodImpl(HotPath.Inline)]
    public static Lanes16 operator /(Lanes16 left, Lanes16 right) => new(left._value / right._value);

    [MethodImpl(HotPath.Inline)]
    public static Lanes16 operator &(Lanes16 left, Lanes16 right) => new(left._value & right._value);

    [MethodImpl(HotPath.Inline)]
    public static Lanes16 operator |(Lanes16 left, Lanes16 right) => new(left._value | right._value);

    [MethodImpl(HotPath.Inline)]
    public static Lanes16 operator ^(Lanes16 left, Lanes16 right) => new(left._value ^ right._value);

    [MethodImpl(HotPath.Inline)]
    public static Lanes16 operator ~(Lanes16 value) => new(~value._value);

    [MethodImpl(HotPath.Inline)]
    public static Lanes16 Fma(Lanes16 a, Lanes16 b, Lanes16 c) => new(Vector512.FusedMultiplyAdd(a._value, b._value, c._value));

    [MethodImpl(HotPath.Inline)]
    public static Lanes16 Sqrt(Lanes16 x) => new(Vector512.Sqrt(x._value));

    [MethodImpl(HotPath.Inline)]
    public static Lanes16 LessThan(Lanes16 a, Lanes16 b) => new(Vector512.LessThan(a._value, b._value));

    [MethodImpl(HotPath.Inline)]
    public static Lanes16 Same(Lanes16 a, Lanes16 b) => new(Vector512.Equals(a._value, b._value));

    [MethodImpl(HotPath.Inline)]
    public static Lanes16 Select(Lanes16 mask, Lanes16 yes, Lanes16 no) => new(Vector512.ConditionalSelect(mask._value, yes._value, no._value));

    [MethodImpl(HotPath.Inline)]
    public static Lanes16 SelectBelow(Lanes16 x, int limit, Lanes16 yes, Lanes16 no)
    {
        var below = Vector512.LessThan(x._value.AsInt32(), Vector512.Create(limit));
        return new(Vector512.ConditionalSelect(below, yes._value.AsInt32(), no._value.AsInt32()).AsSingle());
    }

    [MethodImpl(HotPath.Inline)]
    public static Lanes16 AddBits(Lanes16 a, Lanes16 b) => new((a._value.AsUInt32() + b._value.AsUInt32()).AsSingle());

    [MethodImpl(HotPath.Inline)]
    public static Lanes16 ShiftLeft(Lanes16 x, int bits) => new((x._value.AsUInt32() << bits).AsSingle());

    [MethodImpl(HotPath.Inline)]
    public static Lanes16 ShiftRight(Lanes16 x, int bits) => new((x._value.AsUInt32() >>> bits).AsSingle());

    [MethodImpl(HotPath.Inline)]
    public static Lanes16 ShiftRightSigned(Lanes16 x, int bits) => new((x._value.AsInt32() >> bits).AsSingle());
}
