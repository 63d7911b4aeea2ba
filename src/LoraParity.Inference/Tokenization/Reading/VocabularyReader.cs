using System.Text.Json;
using LoraParity.Inference.Tokenization.Models;

namespace LoraParity.Inference.Tokenization.Reading;

/// <summary>Reads a <c>vocab</c> that maps tokens to ids.</summary>
internal static class VocabularyReader
{
    internal static Vocabulary Read(ComponentJson model)
    {
        var entries = model.Child("vocab");
        var ids = new Dictionary<string, int>();
        foreach (var entry in entries.Element.EnumerateObject())
        {
            if (entry.Value.ValueKind != JsonValueKind.Number || !entry.Value.TryGetInt32(out var id) || id < 0)
                throw entries.Error($"The token '{entry.Name}' has the id '{entry.Value.GetRawText()}', which is not a whole number");
            ids[entry.Name] = id;
        }

        return new Vocabulary(ids);
    }
}
