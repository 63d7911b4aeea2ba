using LoraParity.Cli.Files;
using LoraParity.Cli.Hosting;
using LoraParity.Plans;
using LoraParity.Snapshots;
using LoraParity.Specs;

namespace LoraParity.Cli.Review;

/// <summary>Finds the tolerance of received snapshots in the specs under the working directory that keep their snapshots where these lie.</summary>
internal sealed class SpecFinder(CliHost host)
{
    private readonly Lazy<IReadOnlyList<ParityPlan>> _plans = new(() =>
        [.. FilePattern.Expand(host.WorkingDirectory, "*.parity.yaml").Select(SpecReader.Read).Where(s => s.IsValid).Select(s => s.PlanOrThrow())]);

    /// <summary>The bounds of a snapshot's case; null where no spec under the working directory has that case.</summary>
    /// <param name="receivedPath">Absolute path of the snapshot.</param>
    /// <param name="snapshot">What it holds.</param>
    public Tolerance? ToleranceOf(string receivedPath, Snapshot snapshot)
    {
        var plan = _plans.Value.FirstOrDefault(p => p.Name == snapshot.Spec && IsIn(p.Snapshots.Directory, receivedPath));
        var variant = plan?.Variants.FirstOrDefault(v => v.Key == snapshot.Variant);
        return variant is null ? null : plan!.Tolerance.For(variant, snapshot.Prompt);
    }

    private static bool IsIn(string folder, string file) =>
        Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar) == Path.GetDirectoryName(file);
}
