namespace LoraParity.Inference.Hub;

/// <summary>What a hub says of a revision.</summary>
/// <param name="Commit">The commit it stands for: 40 hexadecimal digits.</param>
/// <param name="Files">The names of its files, with / between folders.</param>
internal sealed record HubListing(string Commit, IReadOnlySet<string> Files);
