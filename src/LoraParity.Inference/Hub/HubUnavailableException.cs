namespace LoraParity.Inference.Hub;

/// <summary>
/// A model on a hub cannot be had now: no network, a hub that fails, no space. A test fails with it, so that a hub that is down
/// never makes a suite green; the tool ends with exit code 3.
/// </summary>
public sealed class HubUnavailableException(string message, Exception? inner = null) : IOException(message, inner);
