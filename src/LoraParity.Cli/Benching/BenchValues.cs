using LoraParity.Safetensors;

namespace LoraParity.Cli.Benching;

/// <summary>
/// Normally distributed values, the same for every run. They repeat after a prime number of elements, so that rows differ and gigabytes
/// are written at the disk's speed.
/// </summary>
internal sealed class BenchValues
{
    private const int Period = 1_048_573;

    private readonly float[] _standard = Normal();
    private readonly float[] _scaled = new float[Period];
    private double? _deviation;
    private int _at;

    /// <summary>Writes one tensor; it must be the writer's current one.</summary>
    /// <param name="writer">The file.</param>
    /// <param name="tensor">The tensor.</param>
    /// <param name="deviation">Standard deviation of its elements; null writes ones.</param>
    public void Write(SafetensorsWriter writer, SafetensorsTensor tensor, double? deviation)
    {
        Scale(deviation);
        for (var left = tensor.Elements; left > 0;)
        {
            var count = (int)Math.Min(left, Period - _at);
            writer.WriteFloats(_scaled.AsSpan(_at, count));
            _at = (_at + count) % Period;
            left -= count;
        }
    }

    private void Scale(double? deviation)
    {
        if (_deviation == deviation && deviation is not null)
            return;
        _deviation = deviation;
        for (var i = 0; i < Period; i++)
            _scaled[i] = deviation is { } factor ? (float)(_standard[i] * factor) : 1;
    }

    private static float[] Normal()
    {
        var random = new Random(20_240_701);
        var values = new float[Period];
        for (var i = 0; i < Period; i++)
            values[i] = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        return values;
    }
}
