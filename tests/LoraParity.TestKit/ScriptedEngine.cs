using LoraParity.Engines;
using LoraParity.Matrix;
using LoraParity.Plans;

namespace LoraParity.TestKit;

/// <summary>
/// An engine without a model: logits are a hash of prompt, position and last token, plus the drift that its script gives to each
/// variant. The same request yields the same bits everywhere.
/// </summary>
public sealed class ScriptedEngine(EngineScript script) : IParityEngine
{
    private const int HiddenWidth = 8;
    private readonly ScriptedModel _model = new(script);

    /// <summary>An engine with the default script.</summary>
    public ScriptedEngine()
        : this(new EngineScript())
    {
    }

    /// <inheritdoc />
    public string Name => "scripted";

    /// <summary>The requests it ran, in order.</summary>
    public IList<RunRequest> Requests { get; } = [];

    /// <inheritdoc />
    public RunLayout? Describe(RunRequest request, Action<RunProgress> progress, CancellationToken cancellationToken) =>
        script.Describes ? Layout([.. request.Prompts.Select(_model.Tokenize)]) : null;

    /// <inheritdoc />
    public void Run(RunRequest request, ITraceSink sink, CancellationToken cancellationToken)
    {
        Requests.Add(request);
        var prompts = request.Prompts.Select(_model.Tokenize).ToList();
        sink.OnStart(Layout(prompts));
        for (var p = 0; p < prompts.Count; p++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            RunPrompt(request, sink, p, prompts[p]);
            sink.OnProgress(new RunProgress($"scoring prompt {p + 1} of {prompts.Count}", (p + 1.0) / prompts.Count));
            if (script.Fault is not null)
                throw script.Fault;
        }

        if (request.WantsWeights)
            Weights(request, sink);
        sink.OnEnd(new RunTimings(new Dictionary<string, double> { ["score"] = 0.5 }, 1 << 20));
    }

    /// <inheritdoc />
    public void Dispose()
    {
    }

    private RunLayout Layout(IReadOnlyList<IReadOnlyList<int>> prompts) => new()
    {
        PromptTokens = prompts,
        LogitsWidth = script.Width,
        Output = script.Output,
        Decode = script.HasTokenizer ? ids => string.Concat(ids.Select(id => $" w{id}")) : null,
        Environment = new Dictionary<string, string> { ["engine"] = "scripted", ["threads"] = "1" },
        DeviceFamily = script.DeviceFamily,
        Fingerprints = script.Fingerprints,
        Layers = script.Layers,
        Parameters = script.Parameters,
    };

    private void RunPrompt(RunRequest request, ITraceSink sink, int prompt, IReadOnlyList<int> tokens)
    {
        var sequence = new List<int>(tokens);
        if (script.Output == OutputKind.NextToken)
        {
            sequence.AddRange(Decode(request.Reference, request, sink, prompt, tokens));
            if (request.Decode == DecodeMode.Free)
            {
                foreach (var variant in request.Variants.Where(v => v.Key != request.Reference.Key))
                    Decode(variant, request, sink, prompt, tokens);
            }
        }

        if (request.WantsHidden)
            Hidden(request, sink, prompt, Seed(prompt, tokens), sequence.Count);
        Score(request, sink, prompt, Seed(prompt, tokens), sequence);
    }

    private List<int> Decode(Variant variant, RunRequest request, ITraceSink sink, int prompt, IReadOnlyList<int> tokens)
    {
        var sequence = new List<int>(tokens);
        while (sequence.Count - tokens.Count < request.Prompts[prompt].MaxNewTokens)
        {
            var row = _model.Row(variant, Seed(prompt, tokens), sequence.Count - 1, sequence[^1]);
            sequence.Add(Array.IndexOf(row, row.Max()));
            if (sequence[^1] == script.EndToken)
                break;
        }

        var decoded = sequence[tokens.Count..];
        sink.OnTokens(request.Variants.ToList().FindIndex(v => v.Key == variant.Key), prompt, decoded.ToArray());
        return decoded;
    }

    private void Score(RunRequest request, ITraceSink sink, int prompt, int seed, List<int> sequence)
    {
        var rows = script.Output == OutputKind.Labels ? 1 : sequence.Count;
        for (var first = 0; first < rows; first += script.BlockRows)
        {
            var count = Math.Min(script.BlockRows, rows - first);
            var (distinct, share) = _model.Block(request.Variants, seed, first, sequence.GetRange(first, count));
            sink.OnLogits(new LogitsBlock(prompt, first, count, distinct, share));
        }
    }

    private void Hidden(RunRequest request, ITraceSink sink, int prompt, int seed, int positions)
    {
        for (var layer = 0; layer <= script.Layers && script.Layers > 0; layer++)
        {
            var rows = request.Variants
                .Select(v => (ReadOnlyMemory<float>)_model.HiddenRows(v, seed, layer, positions * HiddenWidth)).ToList();
            sink.OnHidden(new HiddenBlock(prompt, layer, HiddenWidth, rows, [.. Enumerable.Range(0, rows.Count)]));
        }
    }

    private int Seed(int prompt, IReadOnlyList<int> tokens) => script.Describes ? tokens.Aggregate(17, (seed, token) => unchecked((seed * 31) + token) & 0xFFFF) : prompt;

    private void Weights(RunRequest request, ITraceSink sink)
    {
        foreach (var variant in request.Variants.Where(v => v.Application is Application.Merged or Application.Checkpoint))
        {
            var loss = script.MergeLoss(variant);
            sink.OnWeights(new WeightSurvival(variant.Key, "model.layers.0.self_attn.q_proj", loss * 10, loss * 9, 1 - loss, 1));
        }
    }
}
