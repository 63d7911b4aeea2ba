using LoraParity.Inference.Tokenization.PreTokenizers;

namespace LoraParity.Inference.Tokenization.Reading;

/// <summary>Reads the fields that the Metaspace pre-tokenizer and decoder share.</summary>
internal static class MetaspaceReader
{
    /// <summary>The mark that stands for a space.</summary>
    internal static string Mark(ComponentJson json) => json.Text("replacement");

    /// <summary>The scheme; in old files <c>add_prefix_space</c> says it.</summary>
    internal static MetaspaceScheme Scheme(ComponentJson json)
    {
        var scheme = json.OptionalText("prepend_scheme") switch
        {
            null or "always" => MetaspaceScheme.Always,
            "first" => MetaspaceScheme.First,
            "never" => MetaspaceScheme.Never,
            var other => throw json.Error($"The 'prepend_scheme' '{other}' is not known; known are 'always', 'first' and 'never'"),
        };
        if (json.Flag("add_prefix_space", true)) return scheme;
        if (scheme == MetaspaceScheme.Never || !json.Has("prepend_scheme")) return MetaspaceScheme.Never;
        throw json.Error($"The fields 'add_prefix_space' and 'prepend_scheme' ('{json.Text("prepend_scheme")}') contradict each other");
    }
}
