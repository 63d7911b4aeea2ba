namespace LoraParity.Suites;

/// <summary>How a test ended.</summary>
/// <param name="Outcome">Passed, failed or skipped.</param>
/// <param name="Message">The whole report of a failure, or the reason of a skip; empty for a test that passed.</param>
/// <param name="Output">What the test says beside its verdict, for the test's output: the report of a passed test, and what the run logged.</param>
public sealed record TestVerdict(TestOutcome Outcome, string Message = "", string Output = "");
