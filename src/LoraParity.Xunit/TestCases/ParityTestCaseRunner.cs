using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace LoraParity.Xunit.TestCases;

/// <summary>Runs one parity case; a reason that lies in the machine becomes a skip.</summary>
internal sealed class ParityTestCaseRunner(
    ParityTestCase testCase,
    object[] constructorArguments,
    IMessageBus messageBus,
    ExceptionAggregator aggregator,
    CancellationTokenSource cancellationTokenSource)
    : XunitTestCaseRunner(
        testCase, testCase.DisplayName, testCase.SkipReason, constructorArguments, [], messageBus, aggregator, cancellationTokenSource)
{
    /// <inheritdoc />
    protected override async Task<RunSummary> RunTestAsync()
    {
        var bus = new ParityMessageBus(MessageBus);
        MessageBus = bus;
        var summary = await base.RunTestAsync();
        summary.Failed -= bus.Skipped;
        summary.Skipped += bus.Skipped;
        return summary;
    }

    /// <inheritdoc />
    protected override XunitTestRunner CreateTestRunner(
        ITest test,
        IMessageBus messageBus,
        Type testClass,
        object[] constructorArguments,
        MethodInfo testMethod,
        object[] testMethodArguments,
        string skipReason,
        IReadOnlyList<BeforeAfterTestAttribute> beforeAfterAttributes,
        ExceptionAggregator aggregator,
        CancellationTokenSource cancellationTokenSource) =>
        new ParityTestRunner(
            test, messageBus, testClass, constructorArguments, testMethod, testMethodArguments, skipReason,
            beforeAfterAttributes, new ExceptionAggregator(aggregator), cancellationTokenSource);
}
