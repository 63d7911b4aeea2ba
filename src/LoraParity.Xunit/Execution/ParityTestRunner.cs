using System.Diagnostics;
using System.Reflection;
using LoraParity.Xunit.Discovery;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace LoraParity.Xunit.Execution;

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
        var output = new CaseOutput();
        try
        {
            await ((SpecTestCase)TestCase).JudgeAsync(new CaseContext(Test, MessageBus, CancellationTokenSource, output));
        }
        catch (Exception failure)
        {
            aggregator.Add(failure);
        }

        return Tuple.Create((decimal)watch.Elapsed.TotalSeconds, output.ToString());
    }
}
