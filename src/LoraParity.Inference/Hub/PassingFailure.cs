namespace LoraParity.Inference.Hub;

/// <summary>A request failed in a way that may pass: it is tried again.</summary>
/// <param name="reason">What happened, as the end of a sentence.</param>
/// <param name="retryAfter">How long the hub asks to wait.</param>
/// <param name="inner">What it came from.</param>
internal sealed class PassingFailure(string reason, TimeSpan? retryAfter = null, Exception? inner = null) : Exception(reason, inner)
{
    /// <summary>How long the hub asks to wait.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
