namespace LoraParity.Inference.Tensors.Cpu.Memory;

/// <summary>Checks of what the caller passes; a mismatch is a bug there.</summary>
internal static class Shapes
{
    /// <summary>The tensor as this backend's own.</summary>
    public static CpuTensor Own(Tensor tensor, string name)
        => tensor as CpuTensor ?? throw new ArgumentException($"'{name}' is a tensor of another backend: '{tensor.GetType().Name}'.", name);

    /// <summary>b has a's shape or is one row of its columns.</summary>
    public static void RequireSameOrRow(Tensor a, Tensor b)
    {
        if (b.Columns != a.Columns || (b.Rows != a.Rows && b.Rows != 1))
            throw new ArgumentException($"{Text(b)} does not fit {Text(a)}: the same shape or one row of it is needed.", nameof(b));
    }

    /// <summary>The tensor is one row of so many columns.</summary>
    public static void RequireRow(Tensor tensor, int columns, string name)
    {
        if (tensor.Rows != 1 || tensor.Columns != columns)
            throw new ArgumentException($"'{name}' has the shape {Text(tensor)} where [1, {columns}] is needed.", name);
    }

    /// <summary>The tensor has this shape.</summary>
    public static void Require(Tensor tensor, int rows, int columns, string name)
    {
        if (tensor.Rows != rows || tensor.Columns != columns)
            throw new ArgumentException($"'{name}' has the shape {Text(tensor)} where [{rows}, {columns}] is needed.", name);
    }

    /// <summary>A number divides the tensor's columns.</summary>
    public static void RequireDivides(int part, Tensor tensor, string name)
    {
        if (part < 1 || tensor.Columns % part != 0)
            throw new ArgumentException($"Runs of {part} columns do not divide {Text(tensor)}.", name);
    }

    /// <summary>Some rows or columns exist.</summary>
    public static void RequireRange(int first, int count, int available, string what)
    {
        if (first < 0 || count < 0 || first > available - count)
            throw new ArgumentException($"The {what} {first} to {(long)first + count - 1} are not all among the {available} there are.", what);
    }

    /// <summary>A shape as messages show it.</summary>
    public static string Text(Tensor tensor) => $"[{tensor.Rows}, {tensor.Columns}]";
}
