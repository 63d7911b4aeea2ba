using LoraParity.Matrix;

namespace LoraParity.Safetensors;

/// <summary>Names and sizes of the element types.</summary>
public static class SafetensorsDtypes
{
    private static readonly (string Name, int Bytes)[] Table =
    [
        ("BOOL", 1), ("U8", 1), ("I8", 1),
        ("F8_E5M2", 1), ("F8_E4M3", 1), ("F8_E8M0", 1), ("F8_E4M3FNUZ", 1), ("F8_E5M2FNUZ", 1),
        ("I16", 2), ("U16", 2), ("F16", 2), ("BF16", 2),
        ("I32", 4), ("U32", 4), ("F32", 4),
        ("C64", 8), ("F64", 8), ("I64", 8), ("U64", 8),
    ];

    /// <summary>All names, in the order of <see cref="SafetensorsDtype"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Table.Select(entry => entry.Name)];

    /// <summary>The name in a file's header, for example <c>BF16</c>.</summary>
    public static string Name(this SafetensorsDtype dtype) => Table[(int)dtype].Name;

    /// <summary>Bytes of one element.</summary>
    public static int Bytes(this SafetensorsDtype dtype) => Table[(int)dtype].Bytes;

    /// <summary>Reads a name of a file's header.</summary>
    public static bool TryParse(string name, out SafetensorsDtype dtype)
    {
        var index = Array.FindIndex(Table, entry => entry.Name == name);
        dtype = index < 0 ? default : (SafetensorsDtype)index;
        return index >= 0;
    }

    /// <summary>The element type that stores a precision.</summary>
    public static SafetensorsDtype ToDtype(this Precision precision) => precision switch
    {
        Precision.Bf16 => SafetensorsDtype.BF16,
        Precision.Fp16 => SafetensorsDtype.F16,
        _ => SafetensorsDtype.F32,
    };

    /// <summary>The precision that an element type stores; null for integers and for floats that no model here computes in.</summary>
    public static Precision? ToPrecision(this SafetensorsDtype dtype) => dtype switch
    {
        SafetensorsDtype.F32 => Precision.Fp32,
        SafetensorsDtype.BF16 => Precision.Bf16,
        SafetensorsDtype.F16 => Precision.Fp16,
        _ => null,
    };
}
