using LoraParity.Specs;
using LoraParity.Suites.Discovery;
using LoraParity.Suites.Execution;

namespace LoraParity.Suites;

/// <summary>One thing wrong with a spec or with a glob: a test that fails.</summary>
internal sealed class SpecErrorTest(SpecError error) : SuiteTest(error.Spec, error.Line, error.Column)
{
    /// <inheritdoc />
    public override string Name => error.Name;

    /// <inheritdoc />
    public override string Id => $"{Spec?.RelativePath}::{error.Name}::{error.Message}";

    /// <inheritdoc />
    private protected override IEnumerable<string?> Fields => [error.Name, error.Message, $"{error.IsOfFile}"];

    /// <summary>Reads what <see cref="Fields"/> holds.</summary>
    public static SpecErrorTest Read(SpecFile? spec, int line, int column, string?[] fields) =>
        new(new SpecError(fields[0]!, fields[1]!, spec, line, column) { IsOfFile = bool.Parse(fields[2]!) });

    /// <inheritdoc />
    internal override Task<TestVerdict> JudgeAsync(SuiteSession session, TestRunOptions options) =>
        Task.FromResult(new TestVerdict(TestOutcome.Failed, CurrentMessage()));

    /// <summary>An IDE may run the test again after the user has corrected the spec.</summary>
    private string CurrentMessage() => error.IsOfFile && Spec is { } spec && SpecReader.Read(spec.FullPath) is { IsValid: true }
        ? $"The spec '{spec.RelativePath}' had an error when tests were discovered and is valid now. {SharedSpec.Rediscover}"
        : error.Message;
}
