using LoraParity.Diagnostics;
using LoraParity.Inference.Json;

namespace LoraParity.Inference.Adapters.Config;

/// <summary>An adapter_config.json. Fields that change nothing at inference (dropout, initial values) are checked and left out.</summary>
public sealed record PeftConfig
{
    /// <summary>The file's name in an adapter's folder.</summary>
    public const string FileName = "adapter_config.json";

    /// <summary>The only <see cref="PeftType"/> that can be run.</summary>
    public const string Lora = "LORA";

    /// <summary>The key of <see cref="TrainableTokens"/> for the model's input embedding, whatever its name.</summary>
    public const string InputEmbedding = "";

    /// <summary>The file's fields.</summary>
    public required JsonFields Fields { get; init; }

    /// <summary><c>peft_type</c>. Other than <see cref="Lora"/>, only <see cref="Problems"/> is meaningful.</summary>
    public required string PeftType { get; init; }

    /// <summary>Why the adapter cannot be run with PEFT's arithmetic: each a sentence. Empty where it can.</summary>
    public IReadOnlyList<Diagnostic> Problems { get; init; } = [];

    /// <summary><c>task_type</c>, for example <c>CAUSAL_LM</c>.</summary>
    public string? TaskType { get; init; }

    /// <summary><c>base_model_name_or_path</c>, as the training machine knew it.</summary>
    public string? BaseModel { get; init; }

    /// <summary><c>peft_version</c> that wrote the file; since 0.17.</summary>
    public string? PeftVersion { get; init; }

    /// <summary>The rank of modules that no pattern names.</summary>
    public int Rank { get; init; } = 8;

    /// <summary>α of modules that no pattern names.</summary>
    public double Alpha { get; init; } = 8;

    /// <summary>Ranks of their own: regular expression to rank, in the file's order; the first that matches wins.</summary>
    public IReadOnlyList<KeyValuePair<string, int>> RankPattern { get; init; } = [];

    /// <summary>α of their own: regular expression to α, in the file's order; the first that matches wins.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> AlphaPattern { get; init; } = [];

    /// <summary>Scaling is α/√r instead of α/r.</summary>
    public bool UseRslora { get; init; }

    /// <summary>Weights are decomposed into magnitude and direction.</summary>
    public bool UseDora { get; init; }

    /// <summary>B has a bias.</summary>
    public bool LoraBias { get; init; }

    /// <summary>The targeted weights are stored [inputs, outputs]. PEFT corrects the field from the layer's type, so it decides nothing.</summary>
    public bool FanInFanOut { get; init; }

    /// <summary>Which of the base's biases the file holds.</summary>
    public BiasMode Bias { get; init; }

    /// <summary>Targeted modules; null where PEFT chooses by the model's type.</summary>
    public ModuleNames? TargetModules { get; init; }

    /// <summary>Modules that are not targeted in any case.</summary>
    public ModuleNames? ExcludeModules { get; init; }

    /// <summary>Layers that are targeted; null is all.</summary>
    public IReadOnlyList<int>? LayersToTransform { get; init; }

    /// <summary>Names of the list of layers, each a regular expression; empty is any.</summary>
    public IReadOnlyList<string> LayersPattern { get; init; } = [];

    /// <summary>Targeted bare parameters: full names or endings.</summary>
    public IReadOnlyList<string> TargetParameters { get; init; } = [];

    /// <summary>Modules that were trained as a whole and replace the base's.</summary>
    public IReadOnlyList<string> ModulesToSave { get; init; } = [];

    /// <summary>Tokens whose embedding rows were trained: module name (or <see cref="InputEmbedding"/>) to token ids.</summary>
    public IReadOnlyList<KeyValuePair<string, IReadOnlyList<int>>> TrainableTokens { get; init; } = [];

    /// <summary>Adapters of tied layers are tied as well.</summary>
    public bool EnsureWeightTying { get; init; }

    /// <summary>Reads an adapter_config.json.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">The file is missing or malformed. What PEFT or this program refuses is in <see cref="Problems"/>.</exception>
    public static PeftConfig Read(string path) => PeftConfigReader.Read(JsonFile.Read(path));
}
