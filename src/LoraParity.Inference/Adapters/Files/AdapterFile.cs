using LoraParity.Diagnostics;
using LoraParity.Safetensors;

namespace LoraParity.Inference.Adapters.Files;

/// <summary>An adapter_model.safetensors: every tensor with its role. The weights stay on disk, mapped, until they are read.</summary>
public sealed class AdapterFile : IDisposable
{
    /// <summary>The file's name in an adapter's folder.</summary>
    public const string FileName = "adapter_model.safetensors";

    private static readonly string[] PickledNames = ["adapter_model.bin", "adapter_model.pt", "pytorch_lora_weights.bin"];

    private readonly SafetensorsFile _file;

    private AdapterFile(SafetensorsFile file)
    {
        _file = file;
        Tensors = [.. file.Entries.Select(entry => new AdapterTensor(file, entry, AdapterKeyParser.Parse(entry.Name)))];
        Modules = [.. Tensors
            .Where(tensor => tensor.Key.Role <= AdapterTensorRole.Magnitude)
            .GroupBy(tensor => (tensor.Key.Module, tensor.Key.Nesting))
            .Select(group => Collect(group.Key.Module, group.Key.Nesting, [.. group]))];
    }

    /// <summary>The file's path.</summary>
    public string Path => _file.Path;

    /// <summary>All tensors, in the order of their bytes.</summary>
    public IReadOnlyList<AdapterTensor> Tensors { get; }

    /// <summary>The modules that have LoRA tensors, in the order of their first.</summary>
    public IReadOnlyList<AdapterModule> Modules { get; }

    /// <summary>How many tensors there are of each element type.</summary>
    public IReadOnlyDictionary<SafetensorsDtype, int> Dtypes => _file.Entries.CountBy(entry => entry.Dtype).ToDictionary();

    /// <summary>Opens the weights of an adapter.</summary>
    /// <param name="folder">The adapter's folder.</param>
    /// <exception cref="InputException">There are none, they are pickled, or the file is malformed.</exception>
    public static AdapterFile Open(string folder)
    {
        var path = System.IO.Path.Combine(folder, FileName);
        if (File.Exists(path))
            return new AdapterFile(SafetensorsFile.Open(path));
        var pickled = PickledNames.FirstOrDefault(name => File.Exists(System.IO.Path.Combine(folder, name)));
        throw new InputException(pickled is null
            ? $"The adapter '{folder}' has no {FileName}."
            : $"The weights of the adapter '{folder}' are pickled ('{pickled}'), which can run code when loaded; load them with PEFT and save them again with save_pretrained.");
    }

    /// <summary>Unmaps the file.</summary>
    public void Dispose() => _file.Dispose();

    private static AdapterModule Collect(string path, int nesting, IReadOnlyList<AdapterTensor> tensors)
    {
        AdapterTensor? Find(params ReadOnlySpan<AdapterTensorRole> roles)
        {
            foreach (var tensor in tensors)
            {
                if (roles.Contains(tensor.Key.Role))
                    return tensor;
            }

            return null;
        }

        return new AdapterModule(path, nesting)
        {
            A = Find(AdapterTensorRole.A, AdapterTensorRole.EmbeddingA),
            B = Find(AdapterTensorRole.B, AdapterTensorRole.EmbeddingB),
            BBias = Find(AdapterTensorRole.BBias),
            Magnitude = Find(AdapterTensorRole.Magnitude),
        };
    }
}
