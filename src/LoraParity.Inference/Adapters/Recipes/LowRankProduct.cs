using System.Numerics;
using System.Runtime.Intrinsics;

namespace LoraParity.Inference.Adapters.Recipes;

/// <summary>
/// Rows of (left · right) · scaling. Each element is one chain of fused multiply-adds over the rank in ascending order, then one
/// product; four rows go together, so that a row of the right factor is fetched once for them.
/// </summary>
internal static class LowRankProduct
{
    private const int RowsAtOnce = 4;

    /// <summary>Forms rows.</summary>
    /// <param name="left">[rows, rank].</param>
    /// <param name="right">[rank, columns].</param>
    /// <param name="scaling">The factor.</param>
    /// <param name="columns">Columns of the result.</param>
    /// <param name="destination">[rows, columns].</param>
    public static void Form(ReadOnlySpan<float> left, ReadOnlySpan<float> right, float scaling, int columns, Span<float> destination)
    {
        var rank = right.Length / columns;
        var rows = destination.Length / columns;
        for (var row = 0; row < rows; row += RowsAtOnce)
        {
            var height = Math.Min(RowsAtOnce, rows - row);
            var part = left.Slice(row * rank, height * rank);
            var target = destination.Slice(row * columns, height * columns);
            var column = height == RowsAtOnce ? FormFour(part, right, scaling, columns, target) : 0;
            for (var i = 0; i < height; i++)
                FormRow(part.Slice(i * rank, rank), right, scaling, column, target.Slice(i * columns, columns));
        }
    }

    /// <summary>Forms four rows as far as whole vectors go, and says how far that is.</summary>
    private static int FormFour(ReadOnlySpan<float> left, ReadOnlySpan<float> right, float scaling, int columns, Span<float> destination)
    {
        var rank = left.Length / RowsAtOnce;
        var column = 0;
        for (; column <= columns - Vector512<float>.Count; column += Vector512<float>.Count)
        {
            Vector512<float> a = default, b = default, c = default, d = default;
            for (var r = 0; r < rank; r++)
            {
                var values = Vector512.Create(right.Slice((r * columns) + column, Vector512<float>.Count));
                a = Vector512.FusedMultiplyAdd(Vector512.Create(left[r]), values, a);
                b = Vector512.FusedMultiplyAdd(Vector512.Create(left[rank + r]), values, b);
                c = Vector512.FusedMultiplyAdd(Vector512.Create(left[(2 * rank) + r]), values, c);
                d = Vector512.FusedMultiplyAdd(Vector512.Create(left[(3 * rank) + r]), values, d);
            }

            (a * scaling).CopyTo(destination[column..]);
            (b * scaling).CopyTo(destination[(columns + column)..]);
            (c * scaling).CopyTo(destination[((2 * columns) + column)..]);
            (d * scaling).CopyTo(destination[((3 * columns) + column)..]);
        }

        return column;
    }

    /// <summary>Forms the rest of a row.</summary>
    private static void FormRow(ReadOnlySpan<float> left, ReadOnlySpan<float> right, float scaling, int column, Span<float> destination)
    {
        for (; column <= destination.Length - Vector<float>.Count; column += Vector<float>.Count)
        {
            var sum = Vector<float>.Zero;
            for (var r = 0; r < left.Length; r++)
                sum = Vector.FusedMultiplyAdd(new Vector<float>(left[r]), new Vector<float>(right[((r * destination.Length) + column)..]), sum);
            (sum * scaling).CopyTo(destination[column..]);
        }

        for (; column < destination.Length; column++)
        {
            var sum = 0f;
            for (var r = 0; r < left.Length; r++)
                sum = MathF.FusedMultiplyAdd(left[r], right[(r * destination.Length) + column], sum);
            destination[column] = sum * scaling;
        }
    }
}
