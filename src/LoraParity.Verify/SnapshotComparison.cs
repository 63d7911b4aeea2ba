using System.Text;
using LoraParity.Snapshots;

namespace LoraParity.Verification;

/// <summary>Compares one trace's files with the approved ones: the text decides, full logits follow it.</summary>
internal sealed class SnapshotComparison(CaseSnapshot snapshot)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private bool _withinTolerance;

    /// <summary>Compares the snapshots' texts; asked only where they differ.</summary>
    public Task<CompareResult> TextAsync(string received, string verified, IReadOnlyDictionary<string, object> context)
    {
        var problems = snapshot.Compare(verified, Path.Combine(snapshot.Directory, snapshot.Name + SnapshotNames.Verified));
        _withinTolerance = problems.Count == 0;
        return Task.FromResult(_withinTolerance ? CompareResult.Equal : CompareResult.NotEqual(string.Join('\n', problems)));
    }

    /// <summary>Compares full logits: bit for bit, unless the texts differed and were found within tolerance.</summary>
    public async Task<CompareResult> RowsAsync(Stream received, Stream verified, IReadOnlyDictionary<string, object> context)
    {
        if (_withinTolerance || await SameAsync(received, verified))
            return CompareResult.Equal;
        return CompareResult.NotEqual("The logits differ, though the snapshots beside them are the same: one of the approved files was changed. Restore both from version control, or approve both again.");
    }

    /// <summary>Verify writes text with a byte-order mark; the built-in store does not, and files are to be the same.</summary>
    public async Task WriteAsync(FilePair file)
    {
        if (file.IsText)
            await File.WriteAllTextAsync(file.ReceivedPath, snapshot.Text, Utf8);
    }

    private static async Task<bool> SameAsync(Stream a, Stream b)
    {
        var (left, right) = (new byte[1 << 16], new byte[1 << 16]);
        while (true)
        {
            var count = await a.ReadAtLeastAsync(left, left.Length, throwOnEndOfStream: false);
            if (await b.ReadAtLeastAsync(right, right.Length, throwOnEndOfStream: false) != count)
                return false;
            if (count == 0)
                return true;
            if (!left.AsSpan(0, count).SequenceEqual(right.AsSpan(0, count)))
                return false;
        }
    }
}
