using LoraParity.Inference.Adapters.Files;

namespace LoraParity.Inference.Adapters.Targeting;

/// <summary>Guesses why an adapter's module is not in the base: its name has a prefix too many or too few.</summary>
internal static class BaseNameHint
{
    /// <summary>The hint as the end of a sentence; empty where there is none.</summary>
    /// <param name="name">The adapter's module.</param>
    /// <param name="modules">The base.</param>
    public static string For(string name, BaseModules modules)
    {
        if (name.StartsWith(AdapterKeyParser.Prefix, StringComparison.Ordinal))
            return $"; the names have '{AdapterKeyParser.Prefix}' more than once, as when an adapter is trained on a model that already is a PEFT model";
        var similar = modules.All.FirstOrDefault(module => Ends(module.Path, name) || Ends(name, module.Path));
        return similar is null ? "" : $"; the base calls the first '{similar.Path}'";
    }

    private static bool Ends(string longer, string shorter) =>
        longer.Length > shorter.Length && longer[^(shorter.Length + 1)] == '.' && longer.EndsWith(shorter, StringComparison.Ordinal);
}
