using Xunit.Abstractions;
using Xunit.Sdk;

namespace LoraParity.Xunit.TestCases;

/// <summary>Sends lines as live output of a test.</summary>
/// <remarks>The framework learns of Ctrl+C and of stopOnFail only by sending messages, so long work sends some.</remarks>
internal sealed class LiveOutput(ITest test, IMessageBus bus, CancellationTokenSource frameworkRun) : IProgress<string>
{
    /// <inheritdoc />
    public void Report(string value)
    {
        if (!bus.QueueMessage(new TestOutput(test, value + Environment.NewLine)))
            frameworkRun.Cancel();
    }
}
