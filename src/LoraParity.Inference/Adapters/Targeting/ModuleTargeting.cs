using System.Globalization;
using LoraParity.Diagnostics;
using LoraParity.Inference.Adapters.Config;
using LoraParity.Inference.PythonPatterns;

namespace LoraParity.Inference.Adapters.Targeting;

/// <summary>Which modules a config targets: PEFT's <c>check_target_module_exists</c>.</summary>
internal sealed class ModuleTargeting
{
    private static readonly string[] ClassifierHeads = ["classifier", "score"];

    private readonly PeftConfig _config;
    private readonly ModuleNames? _targets;
    private readonly PythonPattern? _targetPattern;
    private readonly PythonPattern? _excludePattern;
    private readonly IReadOnlyList<PythonPattern> _layerPatterns;
    private readonly IReadOnlyList<PythonPattern> _saved;

    /// <summary>Compiles a config's rules.</summary>
    /// <param name="config">The config.</param>
    /// <param name="targets">The target modules, where the config leaves them to the model's type or names all linear layers.</param>
    /// <exception cref="InputException">A regular expression cannot be used.</exception>
    public ModuleTargeting(PeftConfig config, ModuleNames? targets)
    {
        _config = config;
        _targets = targets;
        _targetPattern = CompileField("target_modules", targets?.Pattern);
        _excludePattern = CompileField("exclude_modules", config.ExcludeModules?.Pattern);
        _layerPatterns = config.LayersPattern.Count == 0
            ? [new PythonPattern(@".*?\.[^.]*\.(\d+)\.")]
            : [.. config.LayersPattern.Select(pattern => Compile("layers_pattern", pattern, $@".*?\.{pattern}\.(\d+)\."))];
        SavedModules = SavedBy(config);
        _saved = [.. SavedModules.Select(name => Compile("modules_to_save", name, $@"(^|.*\.){name}($|\..*)"))];
    }

    /// <summary>The modules that are replaced as a whole; PEFT adds the usual heads for classification tasks.</summary>
    public IReadOnlyList<string> SavedModules { get; }

    /// <summary>What to add where modules are said to be saved whole: those that the config does not name itself; empty where there are none.</summary>
    public string SavedByTask => AddsHeads(_config)
        ? $" ('{ClassifierHeads[0]}' and '{ClassifierHeads[1]}' always are for the task {_config.TaskType})"
        : "";

    /// <summary>Whether <c>exclude_modules</c> or <c>modules_to_save</c> takes the module out.</summary>
    public bool IsExcluded(string name)
    {
        var excluded = _excludePattern is not null ? Try("exclude_modules", () => _excludePattern.MatchesAll(name))
            : _config.ExcludeModules is { } names && Ends(names.Names, name);
        return excluded || Try("modules_to_save", () => _saved.Any(pattern => pattern.MatchStart(name).Success));
    }

    /// <summary>Whether the module is targeted.</summary>
    public bool IsTargeted(string name)
    {
        if (_targets is null || IsExcluded(name))
            return false;
        if (_targetPattern is not null)
            return Try("target_modules", () => _targetPattern.MatchesAll(name));
        return _targets.Names.Contains(name) || (Ends(_targets.Names, name) && IsInTransformedLayer(name));
    }

    /// <summary>The targets that a list names and none of the modules has.</summary>
    public IEnumerable<string> TargetsWithout(IReadOnlyCollection<string> modules) =>
        (_targets?.Names ?? []).Where(target => !modules.Any(module => Ends([target], module)));

    /// <summary>Whether the name is one of the list, or ends with a dot and one of the list.</summary>
    public static bool Ends(IReadOnlyList<string> names, string name) =>
        names.Any(target => name.EndsWith(target, StringComparison.Ordinal) && (name.Length == target.Length || name[^(target.Length + 1)] == '.'));

    private bool IsInTransformedLayer(string name)
    {
        if (_config.LayersToTransform is not { } layers)
            return true;
        var match = _layerPatterns.Select(pattern => pattern.MatchStart(name)).FirstOrDefault(match => match.Success);
        return match is not null && int.TryParse(match.Groups[1].Value, CultureInfo.InvariantCulture, out var layer) && layers.Contains(layer);
    }

    private static IReadOnlyList<string> SavedBy(PeftConfig config) =>
        AddsHeads(config) ? [.. config.ModulesToSave.Union(ClassifierHeads)] : config.ModulesToSave;

    private static bool AddsHeads(PeftConfig config) => config.TaskType is "SEQ_CLS" or "TOKEN_CLS";

    private PythonPattern? CompileField(string field, string? pattern) => pattern is null ? null : Compile(field, pattern, pattern);

    private PythonPattern Compile(string field, string shown, string pattern)
    {
        try
        {
            return new PythonPattern(pattern);
        }
        catch (PythonPatternException exception)
        {
            throw new InputException($"The pattern '{shown}' in '{field}' of '{_config.Fields.File}' {exception.Message}.");
        }
    }

    private bool Try(string field, Func<bool> match)
    {
        try
        {
            return match();
        }
        catch (PythonPatternException exception)
        {
            throw new InputException($"The pattern in '{field}' of '{_config.Fields.File}' {exception.Message}.");
        }
    }
}
