using Xunit.Abstractions;
using Xunit.Sdk;

namespace LoraParity.Xunit.Execution;

/// <summary>What a case is given when it runs.</summary>
/// <param name="Test">The test being run, for messages.</param>
/// <param name="Bus">Where messages go; it says when nobody wants more of them.</param>
/// <param name="Cancellation">The whole test run's cancellation: one object per run of the framework.</param>
/// <param name="Output">What the case says beside its verdict.</param>
internal sealed record CaseContext(ITest Test, IMessageBus Bus, CancellationTokenSource Cancellation, CaseOutput Output)
{
    /// <summary>Sends a line as live output.</summary>
    /// <remarks>The framework learns of Ctrl+C and of stopOnFail only by sending messages, so long work sends some.</remarks>
    public void Say(string line)
    {
        if (!Bus.QueueMessage(new TestOutput(Test, line + Environment.NewLine)))
            Cancellation.Cancel();
    }
}
