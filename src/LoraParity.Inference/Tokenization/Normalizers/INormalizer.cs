namespace LoraParity.Inference.Tokenization.Normalizers;

/// <summary>Rewrites a text before it is cut into pieces.</summary>
internal interface INormalizer
{
    /// <summary>The rewritten text; well-formed UTF-16 in, well-formed UTF-16 out.</summary>
    string Normalize(string text);
}
