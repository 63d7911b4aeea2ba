namespace LoraParity.Inference.Tokenization.Models;

/// <summary>A merge of two neighbouring tokens.</summary>
/// <param name="Rank">Its place in the list: lower ones go first.</param>
/// <param name="Id">The token it makes.</param>
internal readonly record struct Merge(int Rank, int Id);
