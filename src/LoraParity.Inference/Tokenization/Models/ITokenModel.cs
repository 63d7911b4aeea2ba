namespace LoraParity.Inference.Tokenization.Models;

/// <summary>Turns a pre-tokenized piece of text into token ids.</summary>
internal interface ITokenModel
{
    /// <summary>How many tokens the model's own vocabulary has.</summary>
    int Count { get; }

    /// <summary>Appends the ids of a piece that is not empty. Safe to call from several threads.</summary>
    void Encode(ReadOnlySpan<char> piece, List<int> ids);

    /// <summary>The id of a token of the model's own vocabulary.</summary>
    int? IdOf(string token);

    /// <summary>The token of an id of the model's own vocabulary.</summary>
    string? TokenOf(int id);
}
