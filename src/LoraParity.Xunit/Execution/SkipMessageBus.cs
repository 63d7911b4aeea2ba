using LoraParity.Diagnostics;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace LoraParity.Xunit.Execution;

/// <summary>Reports a case that this machine cannot run as skipped with the reason instead of failed.</summary>
internal sealed class SkipMessageBus(IMessageBus inner) : IMessageBus
{
    private static readonly string Reason = typeof(ParityEnvironmentException).FullName!;

    /// <summary>How many failures became skips.</summary>
    public int Skipped { get; private set; }

    /// <inheritdoc />
    public bool QueueMessage(IMessageSinkMessage message)
    {
        if (message is not ITestFailed failed || failed.ExceptionTypes.FirstOrDefault() != Reason)
            return inner.QueueMessage(message);

        Skipped++;
        return inner.QueueMessage(new TestSkipped(failed.Test, failed.Messages[0]));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        // The framework owns the inner bus.
    }
}
