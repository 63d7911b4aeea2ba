using System.Globalization;
using LoraParity.Cli.Terminal;
using LoraParity.Inference.Tensors.Cpu.Limits;

namespace LoraParity.Cli.Benching;

/// <summary>Prints a result beside the machine's limits.</summary>
internal static class BenchReport
{
    /// <summary>Prints the stages and what they mean.</summary>
    public static void Write(ConsoleWriter writer, BenchResult result, CpuLimits limits)
    {
        var table = new TextTable(new TextColumn("stage"), new TextColumn("seconds", Right: true), new TextColumn("of the machine's limit"));
        foreach (var (name, seconds) in result.Stages)
            table.Add(name, Number(seconds), Limit(result, limits, name, seconds));
        table.Add("total", Number(result.Seconds), "");
        table.WriteTo(writer);
        writer.WriteLine(Invariant($"machine      {Environment(result, "threads")} threads, {Environment(result, "instructions")}; {limits.FlopPerSecond / 1e9:0} GFLOP/s of fused multiply-adds, {limits.BytesPerSecond / 1e9:0.0} GB/s from memory"));
        writer.WriteLine(Invariant($"peak memory  {result.Result.Timings!.PeakBytes / (double)(1 << 30):0.00} GiB"));
    }

    private static string Limit(BenchResult result, CpuLimits limits, string stage, double seconds)
    {
        var options = result.Options;
        switch (stage)
        {
            case "score":
                var rate = options.ScoringOperations / seconds;
                return Invariant($"{rate / 1e9:0} GFLOP/s in linear layers, {Share(rate / limits.FlopPerSecond)} of the peak");
            case "decode" when options is { NewTokens: > 1, Free: false }:
                var bytes = 2.0 * options.Shape.Multiplied * (options.NewTokens - 1) / seconds;
                return Invariant($"at least {bytes / 1e9:0.0} GB/s of weights, {Share(bytes / limits.BytesPerSecond)} of the memory's; the prompts are in it");
            default:
                return "";
        }
    }

    private static string Environment(BenchResult result, string name) => result.Result.Layout.Environment.GetValueOrDefault(name, "?");

    private static string Share(double value) => Invariant($"{100 * value:0} %");

    private static string Number(double seconds) => seconds.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
