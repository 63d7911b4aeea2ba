using LoraParity.Engines;
using LoraParity.Plans;
using LoraParity.Running.Design;
using LoraParity.Traces;

namespace LoraParity.Running.Recording;

/// <summary>Makes traces from what was recorded.</summary>
internal sealed class TraceBuilder(ParityPlan plan, RunDesign design, TraceRecorder recorder)
{
    private readonly Dictionary<(int Variant, int Prompt), Trace> _traces = [];

    /// <summary>The trace of a variant on a prompt.</summary>
    /// <exception cref="InvalidOperationException">The engine yielded too many or too few rows.</exception>
    public Trace Trace(int variant, int prompt)
    {
        if (!_traces.TryGetValue((variant, prompt), out var trace))
            _traces[(variant, prompt)] = trace = Build(variant, prompt);
        return trace;
    }

    private Trace Build(int variant, int prompt)
    {
        var (track, layout) = (recorder.Track(variant, prompt), recorder.Layout);
        var (promptTokens, scored) = (layout.PromptTokens[prompt], recorder.ReferenceTokens(prompt));
        CheckRows(track.Positions.Count, layout.Output == OutputKind.Labels ? 1 : promptTokens.Count + scored.Count, variant, prompt);
        var tokens = Tokens(track, variant, promptTokens.Count, scored.Count);
        return new Trace
        {
            PromptTokens = promptTokens,
            Tokens = tokens,
            ScoredTokens = scored,
            Text = Text(layout, tokens, scored),
            Positions = track.Positions,
            Width = layout.LogitsWidth,
            Output = layout.Output,
            LogitsHash = track.Hash,
        };
    }

    private int[] Tokens(TraceTrack track, int variant, int prompt, int scored) =>
        variant == design.Reference || (plan.Decode == DecodeMode.Free && track.Decoded is not null)
            ? track.Decoded ?? []
            : [.. track.Choices.Skip(prompt - 1).Take(scored)];

    private string? Text(RunLayout layout, int[] tokens, IReadOnlyList<int> scored)
    {
        if (layout.Decode is not { } decode || layout.Output == OutputKind.Labels)
            return null;
        var same = tokens.Zip(scored).TakeWhile(t => t.First == t.Second).Count();
        return plan.Decode == DecodeMode.Free || same == tokens.Length
            ? decode(tokens)
            : decode([.. tokens.Take(same + 1)]) + "…";
    }

    private void CheckRows(int rows, int expected, int variant, int prompt)
    {
        if (rows != expected)
        {
            throw new InvalidOperationException(
                $"The engine yielded {rows} rows of logits for '{design.Variants[variant].Key}' on prompt '{design.Prompts[prompt].Id}', where {expected} were expected.");
        }
    }
}
