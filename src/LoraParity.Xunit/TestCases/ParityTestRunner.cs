using System.Diagnostics;
using System.Reflection;
using LoraParity.Diagnostics;
using LoraParity.Suites;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace LoraParity.Xunit.TestCases;

/// <summary>Judges a case where the framework would invoke the method.</summary>
/// <remarks>
/// Only this method is replaced: the base sends the messages and turns exceptions into failures. An exception that escaped
/// anywhere else would end the test process.
/// </remarks>
internal sealed class ParityTestRunner(
    ITest test,
    IMessageBus messageBus,
    Type testClass,
    object[] constructorArguments,
    MethodInfo testMethod,
    object[] testMethodArguments,
    string skipReason,
    IReadOnlyList<BeforeAfterTestAttribute> beforeAfterAttributes,
    ExceptionAggregator aggregator,
    CancellationTokenSource cancellationTokenSource)
    : XunitTestRunner(
        test, messageBus, testClass, constructorArguments, testMethod, testMethodArguments, skipReason,
        beforeAfterAttributes, aggregator, cancellationTokenSource)
{
    /// <inheritdoc />
    protected override async Task<Tuple<decimal, string>> InvokeTestAsync(ExceptionAggregator aggregator)
    {
        var watch = Stopwatch.StartNew();
        var output = "";
        try
        {
            var verdict = await JudgeAsync((ParityTestCase)TestCase);
            output = verdict.Output;
            if (verdict.Outcome != TestOutcome.Passed)
                aggregator.Add(Failure(verdict, (ParityTestCase)TestCase));
        }
        catch (Exception failure)
        {
            aggregator.Add(failure);
        }

        return Tuple.Create((decimal)watch.Elapsed.TotalSeconds, output);
    }

    private Task<TestVerdict> JudgeAsync(ParityTestCase testCase) => SuiteSession.Of(CancellationTokenSource).RunAsync(testCase.Test, new TestRunOptions
    {
        Cancellation = CancellationTokenSource.Token,
        Timeout = testCase.Timeout > 0 ? TimeSpan.FromMilliseconds(testCase.Timeout) : null,
        Progress = new LiveOutput(Test, MessageBus, CancellationTokenSource),
    });

    /// <summary>The framework knows failures by their exceptions; <see cref="ParityMessageBus"/> makes a skip of the one that is none.</summary>
    private static Exception Failure(TestVerdict verdict, ParityTestCase testCase) => verdict.Outcome == TestOutcome.Skipped
        ? new ParityEnvironmentException(verdict.Message)
        : new ParityFailedException(verdict.Message, testCase.DisplayName, testCase.Test.Location);
}
