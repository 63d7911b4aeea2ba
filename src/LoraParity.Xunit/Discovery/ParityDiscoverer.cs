using LoraParity.Suites;
using LoraParity.Xunit.TestCases;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace LoraParity.Xunit.Discovery;

/// <summary>Makes the cases of <see cref="ParitySpecAttribute"/>. Reads YAML and nothing else: no weights, no engine.</summary>
/// <remarks>The framework caches discoverers and finds this one by name.</remarks>
internal sealed class ParityDiscoverer(IMessageSink diagnosticMessageSink) : IXunitTestCaseDiscoverer
{
    /// <inheritdoc />
    public IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute)
    {
        var globs = factAttribute.GetNamedArgument<IReadOnlyList<string>>(nameof(ParitySpecAttribute.Globs));
        var suite = SpecSuite.Read(ProjectFolder.Of(LoadedAssembly.Of(testMethod)), globs);
        return suite.Tests.GroupBy(test => test.Group).SelectMany(tests => Cases(testMethod, tests));
    }

    private IEnumerable<IXunitTestCase> Cases(ITestMethod testMethod, IGrouping<string?, SuiteTest> tests)
    {
        var method = tests.Key is null ? testMethod : SpecCollection.Place(testMethod, tests.Key);
        return tests.Select(test => new ParityTestCase(diagnosticMessageSink, method, test));
    }
}
