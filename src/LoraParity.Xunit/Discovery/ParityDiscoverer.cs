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
        var shares = SuiteShares.Of([.. suite.Specs.Select(s => s.Plan)], Environment.GetEnvironmentVariable, out var problem);
        var errors = problem is null ? suite.Errors : [.. suite.Errors, problem];
        return Errors(testMethod, errors).Concat(suite.Specs.Zip(shares).SelectMany(s => Cases(testMethod, s.First, s.Second)));
    }

    private IEnumerable<IXunitTestCase> Errors(ITestMethod testMethod, IEnumerable<SpecError> errors) =>
        errors.Select(error => new SpecErrorTestCase(diagnosticMessageSink, testMethod, error));

    private IEnumerable<IXunitTestCase> Cases(ITestMethod testMethod, ValidSpec spec, SpecShare share)
    {
        var method = SpecCollection.Place(testMethod, spec.File);
        return PlannedCase.Of(spec.Plan, share).Select(planned => new ParityTestCase(diagnosticMessageSink, method, spec.File, spec.Plan, planned, share));
    }
}
