using LoraParity.Inference.Adapters.Config;
using LoraParity.Inference.Adapters.Coverage;

namespace LoraParity.Inference.Auditing;

/// <summary>What each serving engine makes of an adapter: the scaling of every module, and what it leaves out.</summary>
public static class ServingRules
{
    /// <summary>The names that the engines go by, in the order of <see cref="ServingEngine"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["PEFT", "vLLM", "LoRAX", "llama.cpp"];

    /// <summary>The name that an engine goes by.</summary>
    public static string Name(this ServingEngine engine) => Names[(int)engine];

    /// <summary>The factor on B·A that an engine uses for a module.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="config">The adapter's config.</param>
    /// <param name="module">The module, with PEFT's own rank and scaling.</param>
    public static double Scaling(this ServingEngine engine, PeftConfig config, AdaptedModule module) => engine switch
    {
        ServingEngine.Peft => module.Scaling,
        // Patterns are not read; use_rslora is.
        ServingEngine.Vllm => config.UseRslora ? config.Alpha / Math.Sqrt(config.Rank) : config.Alpha / config.Rank,
        // PEFT 0.4.0 drops use_rslora before LoRAX can see it; patterns are not read.
        ServingEngine.Lorax => config.Alpha / config.Rank,
        // The converter writes one alpha; the rank is the tensor's own; use_rslora is not read.
        _ => config.Alpha / module.Rank,
    };

    /// <summary>What an engine refuses or leaves out of an adapter, each a sentence.</summary>
    public static IEnumerable<string> Remarks(ServingEngine engine, AdapterCoverage coverage) => engine switch
    {
        ServingEngine.Vllm => Vllm(coverage),
        ServingEngine.Lorax => Lorax(coverage),
        ServingEngine.LlamaCpp => LlamaCpp(coverage),
        _ => [],
    };

    private static IEnumerable<string> Vllm(AdapterCoverage coverage)
    {
        if (coverage.Adapter.Config.UseDora)
            yield return "vLLM refuses DoRA.";
        if (coverage.Replaced.Any(parameter => parameter.IsSavedModule))
            yield return "vLLM refuses modules_to_save.";
    }

    private static IEnumerable<string> Lorax(AdapterCoverage coverage)
    {
        var dropped = Extras(coverage).ToList();
        if (coverage.Modules.Any(module => module.Tensors.IsEmbedding))
            dropped.Add("LoRA on embeddings");
        if (dropped.Count > 0)
            yield return $"LoRAX leaves out {string.Join(", ", dropped)} without a warning.";
    }

    private static IEnumerable<string> LlamaCpp(AdapterCoverage coverage)
    {
        if (coverage.Adapter.Config.UseRslora)
            yield return "llama.cpp's converter does not read use_rslora.";
        var refused = Extras(coverage).ToList();
        if (refused.Count > 0)
            yield return $"llama.cpp's converter refuses {string.Join(", ", refused)}.";
    }

    private static IEnumerable<string> Extras(AdapterCoverage coverage)
    {
        if (coverage.Modules.Any(module => module.Tensors.Magnitude is not null))
            yield return "DoRA's magnitudes";
        if (coverage.Modules.Any(module => module.Tensors.BBias is not null))
            yield return "the biases of B";
        if (coverage.Replaced.Count > 0)
            yield return "whole parameters (modules_to_save, biases)";
        if (coverage.Tokens.Count > 0)
            yield return "trained token rows";
    }
}
