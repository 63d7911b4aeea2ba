namespace LoraParity.Inference.Hub;

/// <summary>What a model's folder on a hub is needed for, which decides what of it is downloaded.</summary>
public enum HubContent
{
    /// <summary>A model: configuration, tokenizer, and weights as safetensors.</summary>
    Checkpoint,

    /// <summary>An adapter: its configuration and weights.</summary>
    Adapter,
}
