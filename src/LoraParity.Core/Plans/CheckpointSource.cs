namespace LoraParity.Plans;

/// <summary>A merged model that somebody else's pipeline made.</summary>
/// <param name="Name">Its name in variant keys.</param>
/// <param name="Path">Absolute path of its folder, or a <see cref="HubId"/>.</param>
public sealed record CheckpointSource(string Name, string Path);
