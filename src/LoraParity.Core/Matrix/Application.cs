namespace LoraParity.Matrix;

/// <summary>How the adapter meets the base model.</summary>
public enum Application
{
    /// <summary>The base model alone.</summary>
    None,

    /// <summary>PEFT's unmerged forward: the LoRA branch runs beside the base layer.</summary>
    Attached,

    /// <summary>W + ΔW is formed, saved and loaded again.</summary>
    Merged,

    /// <summary>A merged model that somebody else's pipeline made.</summary>
    Checkpoint,
}
