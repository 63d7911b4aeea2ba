using System.Text.Json;
using LoraParity.Diagnostics;
using LoraParity.Plans;

namespace LoraParity.Running.Sharding;

/// <summary>What specs took in an earlier run, from its <c>results.json</c>.</summary>
public sealed class MeasuredTimes
{
    /// <summary>The variable that names the file.</summary>
    public const string Variable = "LORAPARITY_SHARD_TIMES";

    private readonly Dictionary<string, double> _secondsPerVariant;

    private MeasuredTimes(Dictionary<string, double> secondsPerVariant) => _secondsPerVariant = secondsPerVariant;

    /// <summary>Reads a results file; specs without times in it are left out.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">It cannot be read, or is no results file.</exception>
    public static MeasuredTimes Read(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            var times = new Dictionary<string, double>(StringComparer.Ordinal);
            foreach (var spec in json.RootElement.GetProperty("specs").EnumerateArray())
                Add(times, spec);
            return new MeasuredTimes(times);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"The file '{path}' with earlier times cannot be read: {e.Message.TrimEnd('.')}.");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InputException($"The file '{path}' is no results.json, so no times can be taken from it: give one that 'loraparity run --results' wrote, or none.");
        }
    }

    /// <summary>Seconds that one variant of the plan took, or null where its name is not among the results.</summary>
    internal double? SecondsPerVariant(ParityPlan plan) => _secondsPerVariant.TryGetValue(plan.Name, out var seconds) ? seconds : null;

    private static void Add(Dictionary<string, double> times, JsonElement spec)
    {
        if (spec.GetProperty("timings") is not { ValueKind: JsonValueKind.Object } timings)
            return;
        var seconds = timings.GetProperty("stages").EnumerateObject().Sum(s => s.Value.GetDouble());
        times[spec.GetProperty("name").GetString() ?? ""] = seconds / (spec.GetProperty("variants").GetArrayLength() + RunCost.Overhead);
    }
}
