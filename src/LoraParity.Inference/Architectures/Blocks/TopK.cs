namespace LoraParity.Inference.Architectures.Blocks;

/// <summary>
/// The indices of the largest values, as PyTorch's <c>topk</c> picks them on CPUs (aten/src/ATen/native/TopKImpl.h over libstdc++'s
/// <c>nth_element</c>). Router logits in 16 bits are often equal, and which of two equal experts is asked decides what the model says.
/// </summary>
internal static class TopK
{
    /// <summary>Ranges of this length or shorter are sorted by insertion.</summary>
    private const int ShortRange = 3;

    /// <summary>The indices of the <paramref name="count"/> largest values, largest first.</summary>
    public static int[] Of(ReadOnlySpan<float> values, int count)
    {
        var entries = new Entry[values.Length];
        for (var i = 0; i < entries.Length; i++)
            entries[i] = new Entry(values[i], i);
        if (count < entries.Length)
            Select(entries, count - 1);
        InsertionSort(entries.AsSpan(0, count < entries.Length ? count - 1 : count));
        return [.. entries.Take(count).Select(entry => entry.Index)];
    }

    /// <summary>Moves the entry that belongs at <paramref name="place"/> there, larger ones before it.</summary>
    private static void Select(Span<Entry> entries, int place)
    {
        var (first, last) = (0, entries.Length);
        while (last - first > ShortRange)
        {
            MoveMedianToFirst(entries, first, first + 1, first + ((last - first) / 2), last - 1);
            var cut = Partition(entries, first + 1, last, first);
            (first, last) = cut <= place ? (cut, last) : (first, cut);
        }

        InsertionSort(entries[first..last]);
    }

    private static void MoveMedianToFirst(Span<Entry> entries, int target, int a, int b, int c)
    {
        var (x, y, z) = (entries[a].Value, entries[b].Value, entries[c].Value);
        var median = x > y ? y > z ? b : x > z ? c : a : x > z ? a : y > z ? c : b;
        (entries[target], entries[median]) = (entries[median], entries[target]);
    }

    private static int Partition(Span<Entry> entries, int first, int last, int pivot)
    {
        var value = entries[pivot].Value;
        while (true)
        {
            while (entries[first].Value > value)
                first++;
            last--;
            while (value > entries[last].Value)
                last--;
            if (first >= last)
                return first;
            (entries[first], entries[last]) = (entries[last], entries[first]);
            first++;
        }
    }

    private static void InsertionSort(Span<Entry> entries)
    {
        for (var i = 1; i < entries.Length; i++)
        {
            var entry = entries[i];
            var place = i;
            for (; place > 0 && entry.Value > entries[place - 1].Value; place--)
                entries[place] = entries[place - 1];
            entries[place] = entry;
        }
    }

    private readonly record struct Entry(float Value, int Index);
}
