using Xunit.Abstractions;
using Xunit.Sdk;

namespace LoraParity.Xunit.Tests.Support;

/// <summary>
/// Discovers and runs suites of this assembly as a test runner does. Suites are internal classes, so that the runner of this
/// project does not take them for its own.
/// </summary>
internal static class FrontController
{
    private static readonly XunitTestFramework Framework = new(new NullMessageSink());

    /// <summary>The cases of a suite.</summary>
    public static IReadOnlyList<ITestCase> Discover(Type suite)
    {
        using var sink = new SpySink<IDiscoveryCompleteMessage>();
        Discoverer().Find(suite.FullName!, true, sink, new FrameworkOptions());
        sink.Wait();
        return [.. sink.Messages.OfType<ITestCaseDiscoveryMessage>().Select(m => m.TestCase)];
    }

    /// <summary>A case as it arrives in the process that runs it.</summary>
    public static ITestCase Revive(ITestCase testCase) => Executor().Deserialize(Serialize(testCase));

    /// <summary>A case as it travels between processes.</summary>
    public static string Serialize(ITestCase testCase) => Discoverer().Serialize(testCase);

    /// <summary>Discovers a suite and runs its selected cases as a runner does: from their serialized form, in one run.</summary>
    public static IReadOnlyList<CaseOutcome> Run(Type suite, Func<ITestCase, bool>? selected = null) =>
        Run(Discover(suite).Where(selected ?? (_ => true)).Select(Revive));

    /// <summary>Runs cases in one run of the framework.</summary>
    /// <param name="cases">The cases.</param>
    /// <param name="keepGoing">Asked after each message whether the runner wants more.</param>
    public static IReadOnlyList<CaseOutcome> Run(IEnumerable<ITestCase> cases, Func<IMessageSinkMessage, bool>? keepGoing = null)
    {
        using var sink = new SpySink<ITestAssemblyFinished>(keepGoing);
        Executor().RunTests(cases.ToList(), sink, new FrameworkOptions());
        sink.Wait();
        return [.. sink.Messages.OfType<ITestResultMessage>().Select(CaseOutcome.Of).OrderBy(o => o.Name, StringComparer.Ordinal)];
    }

    private static ITestFrameworkDiscoverer Discoverer() =>
        Framework.GetDiscoverer(Reflector.Wrap(typeof(FrontController).Assembly));

    private static ITestFrameworkExecutor Executor() => Framework.GetExecutor(typeof(FrontController).Assembly.GetName());
}
