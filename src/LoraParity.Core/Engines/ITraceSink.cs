using LoraParity.Plans;

namespace LoraParity.Engines;

/// <summary>
/// Receives what a run yields, as it is computed, so that no run has to hold all logits of all variants.
/// Order: <see cref="OnStart"/>, then per prompt its tokens before its logits; logits of one prompt come in ascending positions.
/// </summary>
public interface ITraceSink
{
    /// <summary>Called once, before anything is computed.</summary>
    void OnStart(RunLayout layout);

    /// <summary>
    /// The tokens a variant decoded for a prompt: always for the reference, with <see cref="DecodeMode.Free"/> for every variant.
    /// They end with the end-of-sequence token where decoding met it.
    /// </summary>
    void OnTokens(int variant, int prompt, ReadOnlySpan<int> tokens);

    /// <summary>Logits of all variants at some positions of one prompt's sequence (prompt, then the reference's tokens).</summary>
    void OnLogits(in LogitsBlock block);

    /// <summary>Hidden states of all variants after one layer, where the request wants them.</summary>
    void OnHidden(in HiddenBlock block)
    {
    }

    /// <summary>What merging did to one module's weight, where the request wants it.</summary>
    void OnWeights(WeightSurvival survival)
    {
    }

    /// <summary>How far the run is.</summary>
    void OnProgress(RunProgress progress)
    {
    }

    /// <summary>Called once at the end of a run that completed.</summary>
    void OnEnd(RunTimings timings)
    {
    }
}
