namespace LoraParity.Inference.Tokenization.Chat.Jinja.Values;

/// <summary>The bounds of a slice; null is the end that the step's direction gives, and negative ones count from the back.</summary>
internal readonly record struct SliceRange(int? Start, int? Stop, int Step)
{
    /// <summary>The places that the slice takes out of so many.</summary>
    internal IEnumerable<int> Places(int length)
    {
        var step = Step;
        var start = Bound(Start, step > 0 ? 0 : length - 1, length);
        var stop = Bound(Stop, step > 0 ? length : -1, length);
        for (var place = start; step > 0 ? place < stop : place > stop; place += step) yield return place;
    }

    private int Bound(int? bound, int absent, int length)
    {
        if (bound is not { } place) return absent;
        if (place < 0) place += length;
        return Step > 0 ? Math.Clamp(place, 0, length) : Math.Clamp(place, -1, length - 1);
    }
}
