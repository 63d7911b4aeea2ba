namespace LoraParity.Suites;

/// <summary>How a test ended, in the words that all test frameworks share.</summary>
public enum TestOutcome
{
    /// <summary>The check holds.</summary>
    Passed,

    /// <summary>The check does not hold, or the spec, the model or the adapter cannot be used.</summary>
    Failed,

    /// <summary>This machine cannot run the spec.</summary>
    Skipped,
}
