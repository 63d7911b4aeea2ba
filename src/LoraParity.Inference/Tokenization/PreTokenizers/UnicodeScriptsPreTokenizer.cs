using LoraParity.Inference.Tokenization.Unicode;

namespace LoraParity.Inference.Tokenization.PreTokenizers;

/// <summary>Cuts where the script changes. Japanese kana count as Han; spaces and unassigned characters belong to what is before them.</summary>
internal sealed class UnicodeScriptsPreTokenizer : IPreTokenizer
{
    private const int ProlongedSoundMark = 0x30fc;

    public void Split(Piece piece, List<Piece> pieces)
    {
        string? last = null;
        var start = -1;
        var offset = 0;
        foreach (var rune in piece.Text.EnumerateRunes())
        {
            var script = Script(rune.Value);
            if (script is not null && script != last)
            {
                // What precedes the first script is dropped, as the library does.
                if (start >= 0) pieces.Add(piece.Slice(start, offset));
                start = offset;
            }

            last = script ?? last;
            offset += rune.Utf16SequenceLength;
        }

        if (start >= 0) pieces.Add(piece.Slice(start, offset));
    }

    private static string? Script(int codePoint)
    {
        if (codePoint == ' ') return null;
        if (codePoint == ProlongedSoundMark) return "Han";
        var script = UnicodeTables.ScriptsOfUnicode9.GetValueOrDefault(codePoint);
        return script is "Hiragana" or "Katakana" ? "Han" : script;
    }
}
