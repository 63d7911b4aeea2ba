using LoraParity.Diagnostics;
using LoraParity.Xunit.Discovery;

namespace LoraParity.Xunit.Execution;

/// <summary>Turns a run's result into the verdict of one test.</summary>
internal static class ParityCaseJudge
{
    /// <summary>Judges a case, running its spec if no case did before.</summary>
    /// <exception cref="ParityFailedException">The case fails, or the run could not be done.</exception>
    /// <exception cref="ParityEnvironmentException">This machine cannot run the spec.</exception>
    public static async Task JudgeAsync(ParityTestCase testCase, CaseContext context)
    {
        try
        {
            var spec = RunSession.Of(context.Cancellation).Open(testCase.Spec!);
            Conclude(await spec.RunAsync(testCase, context), testCase, context);
        }
        catch (InputException problem)
        {
            throw Failure(testCase, problem.Message);
        }
    }

    private static void Conclude(SpecRun run, ParityTestCase testCase, CaseContext context)
    {
        var result = run.Find(testCase.Key);
        var (passed, report) = result is null ? WeightsVerdict.Of(run.Result) : (result.Verdict.Passed, result.Message);
        if (passed)
            context.Output.Add(report);
        context.Output.Add(run.Log);
        if (passed)
            return;

        SnapshotDiff.Show(result);
        throw Failure(testCase, report);
    }

    private static ParityFailedException Failure(ParityTestCase testCase, string message) =>
        new(message, testCase.DisplayName, testCase.Location);
}
