using System.Numerics.Tensors;
using LoraParity.Engines;
using LoraParity.Matrix;
using LoraParity.Plans;
using LoraParity.Safetensors;

namespace LoraParity.Cli.Recording;

/// <summary>
/// Keeps every row of logits (and hidden states, where the engine hands them over) of some variants, on disk.
/// With free decoding only the prompt's rows: those behind it belong to the reference's tokens, which the variant did not choose.
/// </summary>
internal sealed class RecordingSink(RunRequest request, IReadOnlyList<Variant> recorded, TensorSpool spool) : ITraceSink
{
    private readonly IReadOnlyList<int> _variants = [.. recorded.Select(v => Index(request, v))];
    private readonly int _reference = Index(request, request.Reference);
    private readonly Dictionary<(int Variant, int Prompt), int[]> _tokens = [];
    private readonly Dictionary<int, long> _logits = [];
    private readonly List<RecordedTensor> _tensors = [];
    private RunLayout? _layout;

    /// <summary>Told how far the run is.</summary>
    public Action<RunProgress>? Progress { get; init; }

    /// <summary>All tensors in the spool: logits and hidden states.</summary>
    public IReadOnlyList<RecordedTensor> Tensors => _tensors;

    /// <summary>The tokens of each recorded variant and prompt; none for classifiers.</summary>
    public IEnumerable<(SafetensorsTensor Tensor, IReadOnlyList<int> Tokens)> Tokens =>
        _layout?.Output is OutputKind.Labels
            ? []
            : from variant in _variants
              from prompt in Enumerable.Range(0, request.Prompts.Count)
              let tokens = _tokens[(variant, prompt)]
              select (new SafetensorsTensor(Name("tokens", variant, prompt), SafetensorsDtype.I64, [tokens.Length]), (IReadOnlyList<int>)tokens);

    private RunLayout Layout => _layout ?? throw new InvalidOperationException("The engine handed over a trace before its layout.");

    /// <inheritdoc />
    public void OnStart(RunLayout layout) => _layout = layout;

    /// <inheritdoc />
    public void OnTokens(int variant, int prompt, ReadOnlySpan<int> tokens) => _tokens[(variant, prompt)] = tokens.ToArray();

    /// <inheritdoc />
    public void OnLogits(in LogitsBlock block)
    {
        var rows = Rows(block.Prompt);
        var first = ReserveLogits(block.Prompt, rows);
        var kept = Math.Min(block.Count, rows - block.FirstPosition);
        for (var i = 0; i < _variants.Count; i++)
        {
            var values = block.Rows(_variants[i]);
            var row = ((long)i * rows) + block.FirstPosition;
            if (kept > 0)
                spool.Write(first + (row * Layout.LogitsWidth * sizeof(float)), values[..(kept * Layout.LogitsWidth)]);
            if (request.Decode is DecodeMode.Forced && _variants[i] != _reference)
                ChooseTokens(_variants[i], block.Prompt, block.FirstPosition, values);
        }
    }

    /// <inheritdoc />
    public void OnHidden(in HiddenBlock block)
    {
        foreach (var variant in _variants)
        {
            var values = block.Rows(variant);
            var rows = Math.Min(Positions(block.Prompt), values.Length / block.Width);
            var place = spool.Reserve((long)rows * block.Width);
            spool.Write(place, values[..(rows * block.Width)]);
            Add($"{Name("hidden", variant, block.Prompt)}.{block.Layer}", [rows, block.Width], place);
        }
    }

    /// <inheritdoc />
    public void OnProgress(RunProgress progress) => Progress?.Invoke(progress);

    private static int Index(RunRequest request, Variant variant) =>
        Enumerable.Range(0, request.Variants.Count).First(i => request.Variants[i].Key == variant.Key);

    private string Name(string kind, int variant, int prompt) => $"{kind}.{request.Variants[variant].Key}.{request.Prompts[prompt].Id}";

    private int Rows(int prompt) => Layout.Output is OutputKind.Labels ? 1 : Positions(prompt);

    private int Positions(int prompt)
    {
        var own = Layout.PromptTokens[prompt].Count;
        return request.Decode is DecodeMode.Forced && _tokens.TryGetValue((_reference, prompt), out var tokens) ? own + tokens.Length : own;
    }

    private long ReserveLogits(int prompt, int rows)
    {
        if (_logits.TryGetValue(prompt, out var place))
            return place;

        var elements = (long)rows * Layout.LogitsWidth;
        place = spool.Reserve(elements * _variants.Count);
        long[] shape = Layout.Output is OutputKind.Labels ? [Layout.LogitsWidth] : [rows, Layout.LogitsWidth];
        for (var i = 0; i < _variants.Count; i++)
            Add(Name("logits", _variants[i], prompt), shape, place + (i * elements * sizeof(float)));
        return _logits[prompt] = place;
    }

    // A variant that does not decode chooses, at each place of the reference's tokens, what greedy decoding would have.
    private void ChooseTokens(int variant, int prompt, int firstPosition, ReadOnlySpan<float> rows)
    {
        if (!_tokens.TryGetValue((_reference, prompt), out var reference))
            return;

        if (!_tokens.TryGetValue((variant, prompt), out var tokens))
            _tokens[(variant, prompt)] = tokens = new int[reference.Length];
        var width = Layout.LogitsWidth;
        for (var row = 0; row < rows.Length / width; row++)
        {
            var step = firstPosition + row - (Layout.PromptTokens[prompt].Count - 1);
            if (step >= 0 && step < tokens.Length)
                tokens[step] = TensorPrimitives.IndexOfMax(rows.Slice(row * width, width));
        }
    }

    private void Add(string name, long[] shape, long place) =>
        _tensors.Add(new RecordedTensor(new SafetensorsTensor(name, SafetensorsDtype.F32, shape), place));
}
