using LoraParity.Diagnostics;
using LoraParity.Inference.Adapters.Config;

namespace LoraParity.Inference.Adapters.Files;

/// <summary>An adapter's folder as PEFT saves it: adapter_config.json and adapter_model.safetensors.</summary>
public sealed class Adapter : IDisposable
{
    private Adapter(string folder, PeftConfig config, AdapterFile weights)
    {
        Folder = folder;
        Config = config;
        Weights = weights;
    }

    /// <summary>The folder as given.</summary>
    public string Folder { get; }

    /// <summary>The configuration; its <see cref="PeftConfig.Problems"/> say whether the adapter can be run.</summary>
    public PeftConfig Config { get; }

    /// <summary>The weights.</summary>
    public AdapterFile Weights { get; }

    /// <summary>Opens an adapter; reads its configuration and the header of its weights.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="InputException">The folder is no adapter, or one of its files is malformed.</exception>
    public static Adapter Open(string folder)
    {
        CheckFolder(folder);
        var config = PeftConfig.Read(Path.Combine(folder, PeftConfig.FileName));
        return new Adapter(folder, config, AdapterFile.Open(folder));
    }

    /// <summary>Unmaps the weights.</summary>
    public void Dispose() => Weights.Dispose();

    private static void CheckFolder(string folder)
    {
        if (File.Exists(folder))
            throw new InputException($"'{folder}' is a file; an adapter is a folder with {PeftConfig.FileName} and {AdapterFile.FileName}.");
        if (!Directory.Exists(folder))
            throw new InputException($"The adapter '{folder}' does not exist.");
        if (File.Exists(Path.Combine(folder, PeftConfig.FileName)))
            return;
        throw new InputException(File.Exists(Path.Combine(folder, Checkpoints.Checkpoint.ConfigFileName))
            ? $"'{folder}' is a checkpoint, not an adapter; an adapter has {PeftConfig.FileName}."
            : $"The adapter '{folder}' has no {PeftConfig.FileName}.");
    }
}
