using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LoraParity.Inference.Tensors.Cpu.Lanes;

/// <summary>Four floats in one vector of 128 bits.</summary>
internal readonly unsafe struct Lanes4 : ILanes<Lanes4>
{
    private readonly Vector128<float> _value;

    [MethodImpl(HotPath.Inline)]
    private Lanes4(Vector128<float> value) => _value = value;

    public static int Count => 4;

    [MethodImpl(HotPath.Inline)]
    public static Lanes4 Create(float value) => new(Vector128.Create(value));

    [MethodImpl(HotPath.Inline)]
    public static Lanes4 FromBits(uint bits) => new(Vector128.Create(bits).AsSingle());

    [MethodImpl(HotPath.Inline)]
    public static Lanes4 Load(float* source) => new(Vector128.Load(source));

    [MethodImpl(HotPath.Inline)]
    public void Store(float* destination) => _value.Store(destination);

    [MethodImpl(HotPath.Inline)]
    public static Lanes4 LoadHalves(ushort* source) => new(Vector128.WidenLower(Vector64.Load(source).ToVector128Unsafe()).AsSingle());

    [MethodImpl(HotPath.Inline)]
    public void StoreHalves(ushort* destination)
        => Vector128.Narrow(_value.AsUInt32() & Vector128.Create(0xFFFFu), Vector128<uint>.Zero).GetLower().Store(destination);

    [MethodImpl(HotPath.Inline)]
    public static Lanes4 operator +(Lanes4 left, Lanes4 right) => new(left._value + right._value);

    [MethodImpl(HotPath.Inline)]
    public static Lanes4 operator -(Lanes4 left, Lanes4 right) => new(left._value - right._value);

    [MethodImpl(HotPath.Inline)]
    public static Lanes4 operator *(Lanes4 left, Lanes4 right) => new(left._value * right._value);

    [MethodImpl(HotPath.Inline)]
    public static Lanes4 operator /(Lanes4 left, Lanes4 right) => new(left._value / right._value);

    [MethodImpl(HotPath.Inline)]
    public static Lanes4 operator &(Lanes4 left, Lanes4 right) => new(left._value & right._value);

    [MethodImpl(HotPath.Inline)]
    public static Lanes4 operator |(Lanes4 left, Lanes4 right) => new(left._value | right._value);

    [MethodImpl(HotPath.Inline)]
    public static Lanes4 operator ^(Lanes4 left, Lanes4 right) => new(left._value ^ right._value);

    [MethodImpl(HotPath.Inline)]
    public static Lanes4 operator ~(Lanes4 value) => new(~value._value);

    [MethodImpl(HotPath.Inline)]
    public static Lanes4 Fma(Lanes4 a, Lanes4 b, Lanes4 c) => new(Vector128.FusedMultiplyAdd(a._value, b._value, c._value));

    [MethodImpl(HotPath.Inline)]
    public static Lanes4 Sqrt(Lanes4 x) => new(Vector128.Sqrt(x._value));

    [MethodImpl(HotPath.Inline)]
    public static Lanes4 LessThan(Lanes4 a, Lanes4 b) => new(Vector128.LessThan(a._value, b._value));

    [MethodImpl(HotPath.Inline)]
    public static Lanes4 Same(Lanes4 a, Lanes4 b) => new(Vector128.Equals(a._value, b._value));

    [MethodImpl(HotPath.Inline)]
    public static Lanes4 Select(Lanes4 mask, Lanes4 yes, Lanes4 no) => new(Vector128.ConditionalSelect(mask._value, yes._value, no._value));

    [MethodImpl(HotPath.Inline)]
    public static Lanes4 SelectBelow(Lanes4 x, int limit, Lanes4 yes, Lanes4 no)
    {
        var below = Vector128.LessThan(x._value.AsInt32(), Vector128.Create(limit));
        return new(Vector128.ConditionalSelect(below, yes._value.AsInt32(), no._value.AsInt32()).AsSingle());
    }

    [MethodImpl(HotPath.Inline)]
    public static Lanes4 AddBits(Lanes4 a, Lanes4 b) => new((a._value.AsUInt32() + b._value.AsUInt32()).AsSingle());

    [MethodImpl(HotPath.Inline)]
    public static Lanes4 ShiftLeft(Lanes4 x, int bits) => new((x._value.AsUInt32() << bits).AsSingle());

    [MethodImpl(HotPath.Inline)]
    public static Lanes4 ShiftRight(Lanes4 x, int bits) => new((x._value.AsUInt32() >>> bits).AsSingle());

    [MethodImpl(HotPath.Inline)]
    public static Lanes4 ShiftRightSigned(Lanes4 x, int bits) => new((x._value.AsInt32() >> bits).AsSingle());
}
