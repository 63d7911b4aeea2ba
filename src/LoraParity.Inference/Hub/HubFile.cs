namespace LoraParity.Inference.Hub;

/// <summary>One file of a commit.</summary>
/// <param name="Name">Its name in the repository.</param>
/// <param name="Address">Where it is downloaded.</param>
/// <param name="Etag">What names its content: a SHA-256 or git's SHA-1 in lower-case hexadecimal, or else what a mirror says.</param>
/// <param name="Length">Its bytes; null where the hub does not say.</param>
internal sealed record HubFile(string Name, Uri Address, string Etag, long? Length);
