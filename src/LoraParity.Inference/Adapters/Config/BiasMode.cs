namespace LoraParity.Inference.Adapters.Config;

/// <summary>Which biases of the base an adapter trained and saved (<c>bias</c> in adapter_config.json).</summary>
public enum BiasMode
{
    /// <summary>None.</summary>
    None,

    /// <summary>All of the model.</summary>
    All,

    /// <summary>Those of the targeted modules.</summary>
    LoraOnly,
}
