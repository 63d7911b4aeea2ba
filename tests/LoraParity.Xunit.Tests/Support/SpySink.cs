using System.Collections.Concurrent;
using Xunit.Abstractions;

namespace LoraParity.Xunit.Tests.Support;

/// <summary>Keeps all messages and waits for the last.</summary>
/// <typeparam name="TLast">The message that ends it.</typeparam>
internal sealed class SpySink<TLast>(Func<IMessageSinkMessage, bool>? keepGoing = null)
    : LongLivedMarshalByRefObject, IMessageSink, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly ManualResetEventSlim _ended = new();

    /// <summary>All messages in order of arrival.</summary>
    public ConcurrentQueue<IMessageSinkMessage> Messages { get; } = [];

    /// <summary>Waits for the last message.</summary>
    public void Wait()
    {
        if (!_ended.Wait(Patience))
            throw new TimeoutException($"No {typeof(TLast).Name} came.");
    }

    public bool OnMessage(IMessageSinkMessage message)
    {
        Messages.Enqueue(message);
        if (message is TLast)
            _ended.Set();
        return keepGoing?.Invoke(message) ?? true;
    }

    public void Dispose() => _ended.Dispose();
}
