namespace LoraParity.Matrix;

/// <summary>The short names of precisions, as specs and variant keys write them.</summary>
public static class PrecisionNames
{
    /// <summary>All names, in the order of <see cref="Precision"/>.</summary>
    public static IReadOnlyList<string> All { get; } = ["fp32", "bf16", "fp16"];

    /// <summary>The precision's name: <c>fp32</c>, <c>bf16</c> or <c>fp16</c>.</summary>
    public static string Name(this Precision precision) => All[(int)precision];

    /// <summary>Bytes of one stored element.</summary>
    public static int Bytes(this Precision precision) => precision == Precision.Fp32 ? 4 : 2;

    /// <summary>Reads a precision's name.</summary>
    public static bool TryParse(string? name, out Precision precision)
    {
        var index = name is null ? -1 : All.IndexOf(name);
        precision = index < 0 ? default : (Precision)index;
        return index >= 0;
    }

    private static int IndexOf(this IReadOnlyList<string> names, string name)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i] == name)
                return i;
        }

        return -1;
    }
}
