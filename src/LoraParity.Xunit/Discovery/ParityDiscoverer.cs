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
        var project = ProjectFolder.Of(testMethod.TestClass.Class.Assembly);
        var suite = SpecSuite.Read(project, factAttribute.GetNamedArgument<IReadOnlyList<string>>(nameof(ParitySpecAttribute.Globs)));
        return Errors(testMethod, suite).Concat(suite.Specs.SelectMany(spec => Cases(testMethod, spec)));
    }

    private IEnumerable<IXunitTestCase> Errors(ITestMethod testMethod, SpecSuite suite) =>
        suite.Errors.Select(error => new SpecErrorTestCase(diagnosticMessageSink, testMethod, error));

    private IEnumerable<IXunitTestCase> Cases(ITestMethod testMethod, ValidSpec spec)
    {
        var method = SpecCollection.Place(testMethod, spec.File);
        return PlannedCase.Of(spec.Plan).Select(planned => new ParityTestCase(diagnosticMessageSink, method, spec.File, spec.Plan, planned));
    }
}
