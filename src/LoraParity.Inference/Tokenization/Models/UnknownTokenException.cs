namespace LoraParity.Inference.Tokenization.Models;

/// <summary>A text needs the unknown token, and there is none.</summary>
/// <param name="token">The unknown token, which the vocabulary lacks; null where the file names none.</param>
internal sealed class UnknownTokenException(string? token) : Exception
{
    /// <summary>The error as a sentence.</summary>
    internal string Sentence(string file) => token is null
        ? $"A text needs an unknown token, and '{file}' names none ('unk_id')."
        : $"A text needs the unknown token '{token}', which the vocabulary of '{file}' does not have.";
}
