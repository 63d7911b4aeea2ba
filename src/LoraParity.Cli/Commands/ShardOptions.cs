using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using LoraParity.Cli.Hosting;
using LoraParity.Diagnostics;
using LoraParity.Plans;
using LoraParity.Reporting.Results;
using LoraParity.Running.Design;
using LoraParity.Running.Sharding;

namespace LoraParity.Cli.Commands;

/// <summary>Which part of a suite a process runs: as the command line says, else as the environment does.</summary>
internal sealed class ShardOptions(CliHost host)
{
    private readonly Option<Shard?> _shard = new("--shard")
    {
        Description = $"Run one of several parts of about the same cost, for example 3/8; the default is what {Shard.Variable}, SLURM, Kubernetes or GitLab say. 'report merge' joins the results.",
        HelpName = "INDEX/COUNT",
        CustomParser = Parse,
    };

    private readonly Option<string?> _times = new("--shard-times")
    {
        Description = "Split by the times in these earlier results instead of by parameters × tokens × variants; give all shards the same.",
        HelpName = "RESULTS",
    };

    /// <summary>Gives a command the options.</summary>
    public void AddTo(Command command)
    {
        command.Add(_shard);
        command.Add(_times);
    }

    /// <summary>This process's share of the jobs.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="suite">All jobs, each with its selected cases.</param>
    /// <returns>The jobs to run, which may be none, and the record for the results; null where one process runs everything.</returns>
    public (IReadOnlyList<(ParityPlan Plan, ParityRunOptions Options)> Jobs, ShardRecord? Record) Read(
        ParseResult result, IReadOnlyList<(ParityPlan Plan, ParityRunOptions Options)> suite)
    {
        if ((result.GetValue(_shard) ?? Shard.Detect(host.Variable)) is not { } shard)
            return (suite, null);

        var shares = ShardPlanner.Split([.. suite.Select(j => j.Plan)], shard, Times(result));
        var record = ShardRecord.Of(shard, suite.Select(j => (j.Plan, j.Options.Selection!)), host.WorkingDirectory);
        Tell(shard, shares.Sum(s => s.Count), suite.Sum(j => j.Plan.Variants.Count));
        return ([.. suite.Zip(shares, Share).Where(HasCases)], record);
    }

    private static (ParityPlan Plan, ParityRunOptions Options) Share((ParityPlan Plan, ParityRunOptions Options) job, IReadOnlySet<string> share) =>
        (job.Plan, job.Options with { Share = share });

    private static bool HasCases((ParityPlan Plan, ParityRunOptions Options) job) =>
        job.Options.Selection!.Any(c => job.Options.Share!.Contains(c.Variant));

    private MeasuredTimes? Times(ParseResult result) => (result.GetValue(_times) ?? host.Variable(MeasuredTimes.Variable)) is { Length: > 0 } path
        ? MeasuredTimes.Read(host.Resolve(path))
        : null;

    private void Tell(Shard shard, int own, int all) => host.Console.Error.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"Shard {shard.Index} of {shard.Count} ({shard.Source}): {own} of {all} variants."));

    private static Shard? Parse(ArgumentResult result)
    {
        try
        {
            return Shard.Parse(result.Tokens[0].Value, "--shard");
        }
        catch (InputException e)
        {
            result.AddError(e.Message);
            return null;
        }
    }
}
