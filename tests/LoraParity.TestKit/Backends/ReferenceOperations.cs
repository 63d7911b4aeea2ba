using LoraParity.Inference.Tensors;
using LoraParity.Matrix;

namespace LoraParity.TestKit.Backends;

/// <summary>
/// What <see cref="ITensorBackend"/> promises, written down plainly: one loop, double-precision functions, a rounding at
/// each point the contract names.
/// </summary>
public static class ReferenceOperations
{
    public static ReferenceTensor Convert(ReferenceTensor x, Precision precision)
        => ReferenceTensor.Fill(x.Rows, x.Columns, precision, (r, c) => x[r, c]);

    public static ReferenceTensor Linear(ReferenceTensor x, ReferenceTensor weight, ReferenceTensor? bias, WeightKind kind = WeightKind.Linear)
    {
        var (inputs, outputs) = (Rows(x), Rows(weight));
        return ReferenceTensor.Fill(x.Rows, weight.Rows, x.Precision, (r, c) =>
        {
            var sum = kind switch
            {
                WeightKind.Conv1D => ReferenceSums.Untransposed(inputs[r], outputs[c], 0, x.Columns, x.Precision),
                WeightKind.AdapterFactor => ReferenceSums.Factor(inputs[r], outputs[c], weight.Rows),
                _ => ReferenceSums.Dot(inputs[r], outputs[c], x.Precision),
            };
            return sum + (bias?[0, c] ?? 0);
        });
    }

    public static ReferenceTensor Combine(ReferenceTensor a, ReferenceTensor b, Func<float, float, float> function)
    {
        var precision = a.Precision == b.Precision ? a.Precision : Precision.Fp32;
        return ReferenceTensor.Fill(a.Rows, a.Columns, precision, (r, c) => function(a[r, c], b[b.Rows == 1 ? 0 : r, c]));
    }

    public static ReferenceTensor SoftCap(ReferenceTensor x, float cap)
        => x.Map(value => value / cap).Map(value => (float)Math.Tanh(value)).Map(value => value * cap);

    public static ReferenceTensor RmsNorm(ReferenceTensor x, ReferenceTensor weight, float epsilon, NormStyle style)
    {
        var width = weight.Columns;
        return ReferenceTensor.Fill(x.Rows, x.Columns, x.Precision, (r, c) =>
        {
            var squares = Enumerable.Range(c / width * width, width).Sum(i => (double)x[r, i] * x[r, i]);
            var normalised = x[r, c] / Math.Sqrt((squares / width) + epsilon);
            return style == NormStyle.Gemma
                ? (float)(normalised * (1 + weight[0, c % width]))
                : ReferenceRounding.Round((float)normalised, x.Precision) * weight[0, c % width];
        });
    }

    public static ReferenceTensor LayerNorm(ReferenceTensor x, ReferenceTensor weight, ReferenceTensor? bias, float epsilon)
        => ReferenceTensor.Fill(x.Rows, x.Columns, x.Precision, (r, c) =>
        {
            var mean = Enumerable.Range(0, x.Columns).Average(i => (double)x[r, i]);
            var variance = Enumerable.Range(0, x.Columns).Average(i => Math.Pow(x[r, i] - mean, 2));
            return (float)(((x[r, c] - mean) / Math.Sqrt(variance + epsilon) * weight[0, c]) + (bias?[0, c] ?? 0));
        });

    public static ReferenceTensor Softmax(ReferenceTensor x)
    {
        var result = new ReferenceTensor(x.Rows, x.Columns, x.Precision);
        for (var row = 0; row < x.Rows; row++)
        {
            var probabilities = Softmax([.. Enumerable.Range(0, x.Columns).Select(c => x[row, c])]);
            for (var column = 0; column < x.Columns; column++)
                result[row, column] = probabilities[column];
        }

        return result;
    }

    public static ReferenceTensor Rotate(ReferenceTensor x, ReferenceTensor cos, ReferenceTensor sin, int headSize)
    {
        var (rotated, half) = (cos.Columns, cos.Columns / 2);
        return ReferenceTensor.Fill(x.Rows, x.Columns, x.Precision, (r, c) =>
        {
            var feature = c % headSize;
            if (feature >= rotated)
                return x[r, c];
            var turned = feature < half ? -x[r, c + half] : x[r, c - half];
            var straight = ReferenceRounding.Round(x[r, c] * cos[r, feature], x.Precision);
            return straight + ReferenceRounding.Round(turned * sin[r, feature], x.Precision);
        });
    }

    /// <summary>
    /// One query row of one head over the visible keys and values of its sequence, [visible, headSize] each: those from position
    /// <paramref name="start"/> of <paramref name="positions"/> that are multiplied, masked ones included.
    /// </summary>
    public static float[] Attend(
        float[] query, float[][] keys, float[][] values, int start, int positions, AttentionShape shape, Precision precision)
    {
        float Round(double value) => ReferenceRounding.Round((float)value, precision);
        float Score(float[] key)
        {
            var score = Round(Round(ReferenceSums.Dot(query, key, precision)) * shape.Scale);
            return shape.SoftCap is { } cap ? Round(Round(Math.Tanh(Round(score / cap))) * cap) : score;
        }

        float[] probabilities = [.. Softmax([.. keys.Select(Score)]).Select(p => Round(p))];
        return [.. Enumerable.Range(0, query.Length).Select(d => Round(ReferenceSums.Untransposed(probabilities, [.. values.Select(v => v[d])], start, positions, precision)))];
    }

    private static float[] Softmax(float[] x)
    {
        var max = x.Max();
        var powers = x.Select(value => Math.Exp(value - max)).ToArray();
        var sum = powers.Sum();
        return [.. powers.Select(power => (float)(power / sum))];
    }

    private static float[][] Rows(ReferenceTensor x) =>
        [.. Enumerable.Range(0, x.Rows).Select(row => Enumerable.Range(0, x.Columns).Select(column => x[row, column]).ToArray())];
}
