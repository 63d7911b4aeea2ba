namespace LoraParity.Inference.Hub;

/// <summary>How long a hub that fails is tried.</summary>
/// <param name="Tries">Tries without progress before giving up.</param>
/// <param name="FirstDelay">The wait after the first failure; it doubles with each further one.</param>
/// <param name="Stall">How long a connection may be silent.</param>
internal sealed record HubPatience(int Tries, TimeSpan FirstDelay, TimeSpan Stall)
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);

    public static HubPatience Default { get; } = new(5, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));

    /// <summary>Waits after a failure.</summary>
    /// <param name="failures">How many there were in a row, from 1.</param>
    /// <param name="asked">What the hub asked for, if it did.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task WaitAsync(int failures, TimeSpan? asked, CancellationToken cancellationToken)
    {
        var delay = asked ?? FirstDelay * Math.Pow(2, failures - 1);
        return Task.Delay(delay < LongestDelay ? delay : LongestDelay, cancellationToken);
    }
}
