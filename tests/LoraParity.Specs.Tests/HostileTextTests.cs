namespace LoraParity.Specs.Tests;

public sealed class HostileTextTests
{
    private const string Pieces = "{}[]:,-&*!|>'\"%@`#?<\t\n\r \\0~\u0085\u2028\uFEFF\uD800é1e.";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Parse_MutatedSpecs_NeverThrowsAndAlwaysAnswers(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 400; i++)
        {
            var result = SpecReader.Parse(Mutate(SpecReaderTests.Everything, random), "x.parity.yaml");

            Assert.Equal(result.IsValid, result.Diagnostics.Count == 0);
            Assert.All(result.Diagnostics, d => Assert.EndsWith(".", d.Message));
            Assert.All(result.Diagnostics, d => Assert.True(d.Location is { Line: >= 1, Column: >= 1 }));
        }
    }

    private static string Mutate(string text, Random random)
    {
        var chars = text.ToList();
        for (var edits = random.Next(1, 5); edits > 0; edits--)
        {
            var at = random.Next(chars.Count);
            switch (random.Next(4))
            {
                case 0:
                    chars.RemoveRange(at, Math.Min(random.Next(1, 20), chars.Count - at));
                    break;
                case 1:
                    chars.InsertRange(at, chars.GetRange(at, Math.Min(random.Next(1, 60), chars.Count - at)));
                    break;
                default:
                    chars.Insert(at, Pieces[random.Next(Pieces.Length)]);
                    break;
            }
        }

        return new string([.. chars]);
    }
}
