using LoraParity.Inference.Checkpoints;

namespace LoraParity.Inference.Architectures.Families;

/// <summary>What an encoder's checkpoint is for.</summary>
internal static class EncoderTasks
{
    /// <summary>Whether it classifies sequences; where config.json names no class, that is assumed.</summary>
    public static bool IsClassifier(ModelConfig config) =>
        config.Architectures.Count == 0 || config.Architectures.Any(name => name.EndsWith("ForSequenceClassification", StringComparison.Ordinal));
}
