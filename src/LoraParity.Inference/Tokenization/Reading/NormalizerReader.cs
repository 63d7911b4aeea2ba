using LoraParity.Inference.Tokenization.Normalizers;
using LoraParity.Inference.Tokenization.Unicode;

namespace LoraParity.Inference.Tokenization.Reading;

/// <summary>Reads the <c>normalizer</c> of a tokenizer file.</summary>
internal static class NormalizerReader
{
    private const string Known = "'BertNormalizer', 'ByteLevel', 'Lowercase', 'NFC', 'NFD', 'NFKC', 'NFKD', 'Nmt', 'Precompiled', 'Prepend', "
        + "'Replace', 'Sequence', 'Strip' and 'StripAccents'";

    internal static INormalizer Read(ComponentJson json)
    {
        json.RefuseUnknownFields();
        return json.Type switch
        {
            "BertNormalizer" or "Bert" => new BertNormalizer(Bert(json)),
            "ByteLevel" => new ByteLevelNormalizer(),
            "Lowercase" => new LowercaseNormalizer(),
            "NFC" => new UnicodeNormalizer(NormalForm.C),
            "NFD" => new UnicodeNormalizer(NormalForm.D),
            "NFKC" => new UnicodeNormalizer(NormalForm.KC),
            "NFKD" => new UnicodeNormalizer(NormalForm.KD),
            "Nmt" => new NmtNormalizer(),
            "Precompiled" => new PrecompiledNormalizer(CharacterMap(json)),
            "Prepend" => new PrependNormalizer(json.Text("prepend")),
            "Replace" => new ReplaceNormalizer(json.Pattern(), json.Text("content")),
            "Sequence" => new SequenceNormalizer([.. json.Children("normalizers").Select(Read)]),
            "Strip" => new StripNormalizer(json.Flag("strip_left", true), json.Flag("strip_right", true)),
            "StripAccents" => new StripAccentsNormalizer(),
            _ => throw json.UnknownType("normalizer", Known),
        };
    }

    /// <summary>Where <c>strip_accents</c> is null, lower-casing decides it.</summary>
    private static BertOptions Bert(ComponentJson json)
    {
        var lowers = json.Flag("lowercase", true);
        return new BertOptions(json.Flag("clean_text", true), json.Flag("handle_chinese_chars", true), json.Flag("strip_accents", lowers), lowers);
    }

    private static CharacterMapTrie CharacterMap(ComponentJson json)
    {
        const string broken = "The field 'precompiled_charsmap' is not a character map in base 64";
        try
        {
            return CharacterMapTrie.Read(Convert.FromBase64String(json.Text("precompiled_charsmap"))) ?? throw json.Error(broken);
        }
        catch (FormatException)
        {
            throw json.Error(broken);
        }
    }
}
