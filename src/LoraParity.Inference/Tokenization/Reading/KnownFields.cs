namespace LoraParity.Inference.Tokenization.Reading;

/// <summary>
/// The fields that components of a tokenizer file have. Files carry fields of one type on another (left by older versions of the
/// library, which reads over them), so the lists are one.
/// </summary>
internal static class KnownFields
{
    internal static IReadOnlySet<string> All { get; } = new HashSet<string>
    {
        "type",
        // models
        "dropout", "unk_token", "continuing_subword_prefix", "end_of_word_suffix", "fuse_unk", "byte_fallback", "ignore_merges",
        "vocab", "merges", "max_input_chars_per_word", "unk_id",
        // normalizers
        "normalizers", "strip_left", "strip_right", "prepend", "pattern", "content", "clean_text", "handle_chinese_chars",
        "strip_accents", "lowercase", "precompiled_charsmap",
        // pre-tokenizers
        "pretokenizers", "add_prefix_space", "trim_offsets", "use_regex", "behavior", "invert", "replacement", "str_rep",
        "prepend_scheme", "split", "individual_digits", "delimiter", "length",
        // post-processors
        "processors", "single", "pair", "special_tokens", "sep", "cls",
        // decoders
        "decoders", "start", "stop", "prefix", "suffix", "cleanup", "pad_token", "word_delimiter_token",
    };
}
