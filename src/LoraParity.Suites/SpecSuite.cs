using LoraParity.Suites.Discovery;

namespace LoraParity.Suites;

/// <summary>The tests of all specs that some globs match. Reads YAML and nothing else: no weights, no engine.</summary>
/// <param name="Tests">What is wrong with specs and globs first, then spec by spec the cases that this process runs.</param>
public sealed record SpecSuite(IReadOnlyList<SuiteTest> Tests)
{
    /// <summary>Finds and reads the specs.</summary>
    /// <param name="projectFolder">Where globs start: see <see cref="ProjectFolder"/>.</param>
    /// <param name="globs">
    /// Paths relative to the project's folder, with <c>*</c> within a name and <c>**</c> across folders. The project's <c>bin</c> and
    /// <c>obj</c> folders are not searched; a glob that matches nothing is a failing test.
    /// </param>
    public static SpecSuite Read(string projectFolder, IEnumerable<string> globs)
    {
        var found = FoundSpecs.Read(projectFolder, globs);
        var shares = SuiteShares.Of([.. found.Specs.Select(s => s.Plan)], Environment.GetEnvironmentVariable, out var problem);
        var errors = problem is null ? found.Errors : [.. found.Errors, problem];
        return new SpecSuite([.. errors.Select(error => new SpecErrorTest(error)), .. found.Specs.Zip(shares, Cases).SelectMany(cases => cases)]);
    }

    private static IEnumerable<SuiteTest> Cases(ValidSpec spec, SpecShare share) =>
        PlannedCase.Of(spec.Plan, share).Select(planned => new CaseTest(spec.File, planned, spec.Plan.Name, spec.Plan.SpecHash, share));
}
