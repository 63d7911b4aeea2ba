using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LoraParity.Inference.Tensors.Cpu.Lanes;

/// <summary>Eight floats in one vector of 256 bits.</summary>
internal readonly unsafe struct Lanes8 : ILanes<Lanes8>
{
    private readonly Vector256<float> _value;

    [MethodImpl(HotPath.Inline)]
    private Lanes8(Vector256<float> value) => _value = value;

    public static int Count => 8;

    [MethodImpl(HotPath.Inline)]
    public static Lanes8 Create(float value) => new(Vector256.Create(value));

    [MethodImpl(HotPath.Inline)]
    public static Lanes8 FromBits(uint bits) => new(Vector256.Create(bits).AsSingle());

    [MethodImpl(HotPath.Inline)]
    public static Lanes8 Load(float* source) => new(Vector256.Load(source));

    [MethodImpl(HotPath.Inline)]
    public void Store(float* destination) => _value.Store(destination);

    [MethodImpl(HotPath.Inline)]
    public static Lanes8 LoadHalves(ushort* source) => new(Vector256.WidenLower(Vector128.Load(source).ToVector256Unsafe()).AsSingle());

    [MethodImpl(HotPath.Inline)]
    public void StoreHalves(ushort* destination)
        => Vector256.Narrow(_value.AsUInt32() & Vector256.Create(0xFFFFu), Vector256<uint>.Zero).GetLower().Store(destination);

    [MethodImpl(HotPath.Inline)]
    public static Lanes8 operator +(Lanes8 left, Lanes8 right) => new(left._value + right._value);

    [MethodImpl(HotPath.Inline)]
    public static Lanes8 operator -(Lanes8 left, Lanes8 right) => new(left._value - right._value);

    [MethodImpl(HotPath.Inline)]
    public static Lanes8 operator *(Lanes8 left, Lanes8 right) => new(left._value * right._value);

    [MethodImpl(HotPath.Inline)]
    public static Lanes8 operator /(Lanes8 left, Lanes8 right) => new(left._value / right._value);

    [MethodImpl(HotPath.Inline)]
    public static Lanes8 operator &(Lanes8 left, Lanes8 right) => new(left._value & right._value);

    [MethodImpl(HotPath.Inline)]
    public static Lanes8 operator |(Lanes8 left, Lanes8 right) => new(left._value | right._value);

    [MethodImpl(HotPath.Inline)]
    public static Lanes8 operator ^(Lanes8 left, Lanes8 right) => new(left._value ^ right._value);

    [MethodImpl(HotPath.Inline)]
    public static Lanes8 operator ~(Lanes8 value) => new(~value._value);

    [MethodImpl(HotPath.Inline)]
    public static Lanes8 Fma(Lanes8 a, Lanes8 b, Lanes8 c) => new(Vector256.FusedMultiplyAdd(a._value, b._value, c._value));

    [MethodImpl(HotPath.Inline)]
    public static Lanes8 Sqrt(Lanes8 x) => new(Vector256.Sqrt(x._value));

    [MethodImpl(HotPath.Inline)]
    public static Lanes8 LessThan(Lanes8 a, Lanes8 b) => new(Vector256.LessThan(a._value, b._value));

    [MethodImpl(HotPath.Inline)]
    public static Lanes8 Same(Lanes8 a, Lanes8 b) => new(Vector256.Equals(a._value, b._value));

    [MethodImpl(HotPath.Inline)]
    public static Lanes8 Select(Lanes8 mask, Lanes8 yes, Lanes8 no) => new(Vector256.ConditionalSelect(mask._value, yes._value, no._value));

    [MethodImpl(HotPath.Inline)]
    public static Lanes8 SelectBelow(Lanes8 x, int limit, Lanes8 yes, Lanes8 no)
    {
        var below = Vector256.LessThan(x._value.AsInt32(), Vector256.Create(limit));
        return new(Vector256.ConditionalSelect(below, yes._value.AsInt32(), no._value.AsInt32()).AsSingle());
    }

    [MethodImpl(HotPath.Inline)]
    public static Lanes8 AddBits(Lanes8 a, Lanes8 b) => new((a._value.AsUInt32() + b._value.AsUInt32()).AsSingle());

    [MethodImpl(HotPath.Inline)]
    public static Lanes8 ShiftLeft(Lanes8 x, int bits) => new((x._value.AsUInt32() << bits).AsSingle());

    [MethodImpl(HotPath.Inline)]
    public static Lanes8 ShiftRight(Lanes8 x, int bits) => new((x._value.AsUInt32() >>> bits).AsSingle());

    [MethodImpl(HotPath.Inline)]
    public static Lanes8 ShiftRightSigned(Lanes8 x, int bits) => new((x._value.AsInt32() >> bits).AsSingle());
}
