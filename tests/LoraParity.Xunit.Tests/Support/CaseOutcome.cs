using Xunit.Abstractions;

namespace LoraParity.Xunit.Tests.Support;

/// <summary>What a runner was told of one case.</summary>
/// <param name="Name">The display name.</param>
/// <param name="Status"><c>passed</c>, <c>failed</c> or <c>skipped</c>.</param>
/// <param name="Message">The failure's message or the skip's reason.</param>
/// <param name="Trace">The failure's stack trace.</param>
/// <param name="Output">The test output.</param>
internal sealed record CaseOutcome(string Name, string Status, string Message, string Trace, string Output)
{
    public static CaseOutcome Of(ITestResultMessage message) => message switch
    {
        ITestPassed m => new CaseOutcome(m.Test.DisplayName, "passed", "", "", m.Output),
        ITestFailed m => new CaseOutcome(m.Test.DisplayName, "failed", m.Messages[0], m.StackTraces[0] ?? "", m.Output),
        ITestSkipped m => new CaseOutcome(m.Test.DisplayName, "skipped", m.Reason, "", ""),
        _ => throw new ArgumentException($"Unknown result '{message}'.", nameof(message)),
    };
}
