namespace LoraParity.Inference.Tokenization.Normalizers;

/// <summary>The steps of <see cref="BertNormalizer"/>.</summary>
/// <param name="CleansText">Drops control characters and makes all white space plain spaces.</param>
/// <param name="SpacesIdeographs">Puts spaces around CJK ideographs.</param>
/// <param name="StripsAccents">Decomposes and drops nonspacing marks.</param>
/// <param name="Lowers">Makes lower case.</param>
internal sealed record BertOptions(bool CleansText, bool SpacesIdeographs, bool StripsAccents, bool Lowers);
