using LoraParity.Snapshots;
using LoraParity.TestKit;
using LoraParity.Traces;

namespace LoraParity.Core.Tests.Snapshots;

public sealed class SnapshotFileTests
{
    private static readonly Snapshot Sample = new()
    {
        Spec = "driftball",
        Variant = "attached.bf16",
        Prompt = "players",
        Text = " \"seven\"\n",
        Tokens = [5, 6],
        PromptTokens = [1, 2],
        ScoredTokens = [5, 7],
        DeviceFamily = "cpu",
        Fingerprints = new Dictionary<string, string> { ["base"] = "bb", ["adapter"] = "aa" },
        Environment = new Dictionary<string, string> { ["threads"] = "2" },
        Logits = new SnapshotLogits(
            "cc", 3, Full: false,
            [
                new TopLogits([new(2, 0.1f), new(0, -1.5f)], 1.23456789012345, 0.25),
                new TopLogits([new(1, 16777216f), new(0, float.NaN)], double.NaN, 0),
            ]),
    };

    private const string Text = """
        {
          "loraparity": 1,
          "spec": "driftball",
          "variant": "attached.bf16",
          "prompt": "players",
          "text": " \"seven\"\n",
          "tokens": [5, 6],
          "prompt_tokens": [1, 2],
          "scored_tokens": [5, 7],
          "device_family": "cpu",
          "fingerprints": {
            "adapter": "aa",
            "base": "bb"
          },
          "environment": {
            "threads": "2"
          },
          "logits": {
            "sha256": "cc",
            "width": 3,
            "full": false,
            "positions": [
              {"logsumexp": 1.23456789, "tail": 0.25, "top": [[2, 0.1], [0, -1.5]]},
              {"logsumexp": "NaN", "tail": 0, "top": [[1, 16777216], [0, "NaN"]]}
            ]
          },
          "checksum": "CHECKSUM"
        }

        """;

    [Fact]
    public void Write_Snapshot_IsReviewableJson()
    {
        var written = SnapshotWriter.Write(Sample);

        var checksum = written[(written.IndexOf("checksum", StringComparison.Ordinal) + 12)..].Split('"')[0];
        Assert.Equal(Text.ReplaceLineEndings("\n").Replace("CHECKSUM", checksum), written);
    }

    [Fact]
    public void Write_Snapshot_IsTheSampleInTheDocs() => Assert.Contains(
        $"```json\n{SnapshotWriter.Write(Sample)}```",
        File.ReadAllText(Path.Combine(SharedFixtures.Repository, "docs", "snapshots.md")).ReplaceLineEndings("\n"));

    [Fact]
    public void Read_Written_IsTheSame()
    {
        var written = SnapshotWriter.Write(Sample);

        Assert.Equal(written, SnapshotWriter.Write(SnapshotReader.Read(written)));
    }

    [Fact]
    public void Read_WithCarriageReturns_IsTheSame() => Assert.Equal([5, 6], SnapshotReader.Read(SnapshotWriter.Write(Sample).Replace("\n", "\r\n")).Tokens);

    [Fact]
    public void Read_AnyOneByteBroken_IsRefused()
    {
        var written = SnapshotWriter.Write(Sample);
        for (var i = 0; i < written.Length; i++)
        {
            var broken = $"{written[..i]}{(char)(written[i] ^ 1)}{written[(i + 1)..]}";
            // A line end that became another control character, or a space that became '!', is broken too.
            Assert.Throws<SnapshotException>(() => SnapshotReader.Read(broken));
        }
    }

    [Fact]
    public void Read_TruncatedAnywhere_IsRefused()
    {
        var written = SnapshotWriter.Write(Sample);
        for (var length = 0; length < written.Length - 1; length++)
            Assert.Throws<SnapshotException>(() => SnapshotReader.Read(written[..length]));
    }

    [Theory]
    [InlineData("\"tokens\": [5, 6],", "\"tokens\": [5, 6,],", "line 7, column 19 is not valid JSON")]
    [InlineData("[5, 7]", "[5, 8]", "its content does not match the checksum in line 27: it was damaged or edited by hand")]
    [InlineData("\"loraparity\": 1", "\"loraparity\": 2", "its format is 2, and this version of LoraParity reads 1")]
    [InlineData("\"loraparity\"", "\"loraparitz\"", "it lacks the field 'loraparity' and is no snapshot")]
    [InlineData("  \"checksum\"", "  \"checksun\"", "it lacks the line 'checksum' at its end")]
    public void Read_Damaged_SaysWhere(string old, string by, string expected)
    {
        var damaged = SnapshotWriter.Write(Sample).Replace(old, by);

        Assert.Equal(expected, Assert.Throws<SnapshotException>(() => SnapshotReader.Read(damaged)).Message);
    }
}
