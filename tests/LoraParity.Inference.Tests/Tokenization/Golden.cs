using System.Text.Json;

namespace LoraParity.Inference.Tests.Tokenization;

/// <summary>One text as the tokenizers library encodes and decodes it.</summary>
internal sealed record Golden(string Text, int[] Ids, int[] IdsNoSpecial, string Decoded, string DecodedKeepSpecial)
{
    private static readonly JsonSerializerOptions Names = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    internal static IEnumerable<Golden> Read(string path) =>
        File.ReadLines(path).Select(line => JsonSerializer.Deserialize<Golden>(line, Names)!);
}
