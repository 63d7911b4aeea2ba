using LoraParity.Inference.Architectures.Modules;

namespace LoraParity.Inference.Adapters.Targeting;

/// <summary>The base's modules by name, with the containers that their paths imply.</summary>
internal sealed class BaseModules
{
    private readonly Dictionary<string, ModuleInfo> _byPath;
    private readonly Dictionary<string, (ModuleInfo Module, ModuleParameter Parameter)> _parameters = new(StringComparer.Ordinal);

    /// <summary>Indexes the modules.</summary>
    public BaseModules(IReadOnlyList<ModuleInfo> modules)
    {
        All = modules;
        _byPath = modules.ToDictionary(module => module.Path, StringComparer.Ordinal);
        foreach (var module in modules)
        {
            foreach (var parameter in module.Parameters)
                _parameters[$"{module.Path}.{parameter.Name}"] = (module, parameter);
        }

        Names = [.. modules.SelectMany(module => Prefixes(module.Path)).Distinct()];
    }

    /// <summary>All modules in the model's order.</summary>
    public IReadOnlyList<ModuleInfo> All { get; }

    /// <summary>The paths of all modules and containers.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The embedding that token ids go into: the first.</summary>
    public ModuleInfo? InputEmbedding => All.FirstOrDefault(module => module.Kind == ModuleKind.Embedding);

    /// <summary>A module by its path; null for containers and unknown names.</summary>
    public ModuleInfo? Find(string path) => _byPath.GetValueOrDefault(path);

    /// <summary>A parameter by its full name.</summary>
    public bool TryFindParameter(string name, out ModuleInfo module, out ModuleParameter parameter)
    {
        var found = _parameters.TryGetValue(name, out var entry);
        (module, parameter) = entry;
        return found;
    }

    /// <summary>The parameters of a module, or of everything inside a container.</summary>
    public IEnumerable<string> ParametersUnder(string path) =>
        _parameters.Keys.Where(name => name.Length > path.Length && name[path.Length] == '.' && name.StartsWith(path, StringComparison.Ordinal));

    /// <summary>Whether another module shares this one's weight, or this one shares another's.</summary>
    public ModuleInfo? TiedWith(ModuleInfo module) =>
        module.TiedTo is { } owner ? Find(owner) : All.FirstOrDefault(other => other.TiedTo == module.Path);

    private static IEnumerable<string> Prefixes(string path)
    {
        for (var dot = path.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = path.IndexOf('.', dot + 1))
            yield return path[..dot];
        yield return path;
    }
}
