using LoraParity.Diagnostics;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace LoraParity.Xunit.TestCases;

/// <summary>
/// Reports a case that this machine cannot run as skipped with the reason instead of failed, and a failed case by its report
/// alone.
/// </summary>
internal sealed class ParityMessageBus(IMessageBus inner) : IMessageBus
{
    // Runners write the exception's type before the message, unless it is of the namespace of xUnit's own assertions.
    private const string Unnamed = "Xunit.Sdk." + nameof(ParityFailedException);

    private static readonly string CannotRun = typeof(ParityEnvironmentException).FullName!;
    private static readonly string Failed = typeof(ParityFailedException).FullName!;

    /// <summary>How many failures became skips.</summary>
    public int Skipped { get; private set; }

    /// <inheritdoc />
    public bool QueueMessage(IMessageSinkMessage message) => inner.QueueMessage(message is ITestFailed failed ? Reported(failed) : message);

    /// <inheritdoc />
    public void Dispose()
    {
        // The framework owns the inner bus.
    }

    private ITestResultMessage Reported(ITestFailed failed)
    {
        var type = failed.ExceptionTypes.FirstOrDefault();
        if (type == CannotRun)
        {
            Skipped++;
            return new TestSkipped(failed.Test, failed.Messages[0]);
        }

        return type == Failed
            ? new TestFailed(
                failed.Test, failed.ExecutionTime, failed.Output, [Unnamed, .. failed.ExceptionTypes.Skip(1)], failed.Messages,
                failed.StackTraces, failed.ExceptionParentIndices)
            : failed;
    }
}
