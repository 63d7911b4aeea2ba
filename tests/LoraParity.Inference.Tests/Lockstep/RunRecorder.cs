using LoraParity.Engines;
using LoraParity.Matrix;

namespace LoraParity.Inference.Tests.Lockstep;

/// <summary>Keeps everything a run yields.</summary>
internal sealed class RunRecorder(IReadOnlyList<Variant> variants) : ITraceSink
{
    private readonly Dictionary<(int, int), List<float>> _logits = [];
    private readonly Dictionary<(int, int), int[]> _tokens = [];

    public RunLayout? Layout { get; private set; }

    public RunTimings? Timings { get; private set; }

    public List<RunProgress> Progress { get; } = [];

    public List<WeightSurvival> Weights { get; } = [];

    public Dictionary<(int Prompt, int Layer), float[][]> Hidden { get; } = [];

    public int MostGroups { get; private set; }

    public float[] Logits(string variant, int prompt) => [.. _logits[(IndexOf(variant), prompt)]];

    public int[] Tokens(string variant, int prompt) => _tokens[(IndexOf(variant), prompt)];

    public void OnStart(RunLayout layout) => Layout = layout;

    public void OnTokens(int variant, int prompt, ReadOnlySpan<int> tokens) => _tokens.Add((variant, prompt), tokens.ToArray());

    public void OnLogits(in LogitsBlock block)
    {
        MostGroups = Math.Max(MostGroups, block.Groups);
        for (var variant = 0; variant < block.Variants; variant++)
        {
            if (!_logits.TryGetValue((variant, block.Prompt), out var rows))
                _logits.Add((variant, block.Prompt), rows = []);
            Assert.Equal(rows.Count, block.FirstPosition * Layout!.LogitsWidth);
            rows.AddRange(block.Rows(variant));
        }
    }

    public void OnHidden(in HiddenBlock block)
    {
        var rows = new float[block.Variants][];
        for (var variant = 0; variant < block.Variants; variant++)
            rows[variant] = block.Rows(variant).ToArray();
        Hidden.Add((block.Prompt, block.Layer), rows);
    }

    public void OnWeights(WeightSurvival survival) => Weights.Add(survival);

    public void OnProgress(RunProgress progress) => Progress.Add(progress);

    public void OnEnd(RunTimings timings) => Timings = timings;

    private int IndexOf(string variant) => variants.ToList().FindIndex(v => v.Key == variant);
}
