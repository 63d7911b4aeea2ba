using LoraParity.Diagnostics;
using LoraParity.Engines.Installed;
using LoraParity.Plans;
using LoraParity.Running;
using LoraParity.Running.Caching;
using LoraParity.Running.Design;

namespace LoraParity.Suites.Execution;

/// <summary>Runs a plan once for all its selected cases.</summary>
internal static class SpecStarter
{
    // A run uses all cores and up to its whole memory budget, so a second one at the same time would only be in its way.
    private static readonly SemaphoreSlim OneAtATime = new(1, 1);

    /// <summary>Runs a plan.</summary>
    /// <param name="plan">The spec as it is now.</param>
    /// <param name="request">The case that asks first: its timeout is the run's, and it hears of the progress.</param>
    public static async Task<SpecRun> RunAsync(ParityPlan plan, CaseRequest request)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(request.Cancellation);
        if (request.Timeout is { } timeout)
            limit.CancelAfter(timeout);

        var selection = Selection.Of(plan, SelectedCases.Take(request.Spec, request.Key), request.Share);
        try
        {
            await OneAtATime.WaitAsync(limit.Token);
            try
            {
                return await Task.Run(() => Run(plan, selection, request.Progress, limit.Token), CancellationToken.None);
            }
            finally
            {
                OneAtATime.Release();
            }
        }
        catch (OperationCanceledException) when (!request.Cancellation.IsCancellationRequested)
        {
            throw new InputException(
                $"The run of '{plan.Name}' did not end within the {request.Timeout?.TotalMilliseconds} ms that 'Timeout' of [ParitySpec] allows. "
                + "Allow more time, or run fewer variants or prompts.");
        }
    }

    private static SpecRun Run(ParityPlan plan, Selection selection, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        using var log = new RunLog();
        using var engine = EngineCatalog.Load().Create(plan.Engine, log);
        var options = new ParityRunOptions
        {
            Selection = selection.Cases,
            Share = selection.Share.Variants,
            Weights = selection.Weights,
            Cache = TraceCache.FromEnvironment(Environment.GetEnvironmentVariable),
            Progress = progress is null ? null : new RunNews(progress),
        };
        var result = ParityRunner.Run(plan, engine, options, cancellationToken);
        return new SpecRun(result, selection.Weights, log.ToString());
    }
}
