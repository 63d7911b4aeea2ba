using System.Security.Cryptography;
using System.Text;
using LoraParity.Matrix;
using LoraParity.Plans;
using LoraParity.Specs.Fields;
using LoraParity.Specs.Shapes;
using LoraParity.Specs.Yaml;

namespace LoraParity.Specs.Planning;

/// <summary>Checks what no single field can tell and makes the plan. Rules over fields that are already broken are left out.</summary>
internal sealed class PlanBuilder(FieldValues spec, string path, string text, Problems problems)
{
    private readonly string _folder = Path.GetDirectoryName(Path.GetFullPath(path))!;

    /// <summary>The plan, or null where any problem was found, here or before.</summary>
    public ParityPlan? Build()
    {
        var name = ReadName();
        var variants = ReadVariants();
        var reference = ReadReference();
        var prompts = new PromptReader(_folder, problems).Read(spec.Get(SpecFields.Prompts) ?? []);
        CheckDevices();
        CheckOverrides(variants, prompts);
        return problems.Count > 0 ? null : Plan(name, variants, reference!, prompts);
    }

    private ParityPlan Plan(string name, IReadOnlyList<Variant> variants, Variant reference, IReadOnlyList<Prompt> prompts) => new()
    {
        Name = name,
        SpecPath = Path.GetFullPath(path),
        SpecHash = Hash(text),
        BasePath = Paths.ResolveModel(_folder, spec.Get(SpecFields.Base)!),
        Adapters = [.. (spec.Get(SpecFields.Adapters) ?? []).Select(a => a with { Path = Paths.ResolveModel(_folder, a.Path) })],
        Checkpoints = [.. Matrix!.Checkpoints.Select(c => new CheckpointSource(c.Value.Name, Paths.ResolveModel(_folder, c.Value.Path)))],
        Variants = variants,
        Reference = reference,
        Decode = spec.Value(SpecFields.Decode) ?? DecodeMode.Forced,
        Tolerance = Tolerance(),
        Prompts = prompts,
        Snapshots = Snapshots(),
        Engine = Engine(),
    };

    private MatrixEntry? Matrix => spec.Get(SpecFields.Matrix);

    private string ReadName()
    {
        var name = spec.Get(SpecFields.Name) ?? NameOfFile();
        if (!spec.Has(SpecFields.Name) && !Names.IsId(name))
            problems.Add(spec.Node, $"The file's name gives the suite's name '{name}', but it must be {Names.IdExpected}; set 'name', or rename the file.");
        else if (Names.IsReserved(name))
            problems.Add(spec.PlaceOf(SpecFields.Name), $"The suite's name '{name}' is a device's name on Windows and cannot be a file name there; choose another with 'name'.");
        return name;
    }

    private string NameOfFile()
    {
        var file = Path.GetFileName(path);
        string[] endings = [".parity.yaml", ".parity.yml", ".yaml", ".yml"];
        var ending = endings.FirstOrDefault(e => file.EndsWith(e, StringComparison.OrdinalIgnoreCase)) ?? "";
        return file[..^ending.Length];
    }

    private IReadOnlyList<Variant> ReadVariants()
    {
        if (Matrix is null || spec.IsBroken(SpecFields.Matrix))
            return [];

        var needsAdapters = Matrix.Attached is not null || Matrix.Merged is not null;
        if (needsAdapters && !spec.IsGiven(SpecFields.Adapters))
            problems.Add(spec.Node, "'adapters' is missing, but the matrix has attached or merged variants; add the adapter's folder, such as 'adapters: [models/adapter]'.");
        return MatrixExpander.Expand(new Located<MatrixEntry>(Matrix, spec.PlaceOf(SpecFields.Matrix)), problems);
    }

    // Where the matrix needs adapters and has none, one sentence about that is enough.
    private Variant? ReadReference()
    {
        if (Matrix is null || spec.IsBroken(SpecFields.Reference))
            return null;

        var hasAdapters = spec.IsGiven(SpecFields.Adapters) || Matrix.Attached is not null || Matrix.Merged is not null;
        return new ReferenceReader(Matrix, hasAdapters, problems).Read(spec.Get(SpecFields.Reference), spec.Node);
    }

    private void CheckOverrides(IReadOnlyList<Variant> variants, IReadOnlyList<Prompt> prompts)
    {
        if (variants.Count == 0 || spec.IsBroken(SpecFields.Prompts) || prompts.Count == 0)
            return;

        var ids = prompts.Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var item in spec.Get(SpecFields.Tolerance)?.Overrides ?? [])
            CheckOverride(item, variants, ids);
    }

    private void CheckOverride(Located<ToleranceOverride> item, IReadOnlyList<Variant> variants, HashSet<string> ids)
    {
        var match = item.Value.Match;
        if (!variants.Any(match.MatchesVariant))
            problems.Add(item.Node, $"This override matches nothing: no variant of the matrix has {MatrixExpander.Describe(match with { Prompt = null })}. Correct or remove it.");
        else if (match.Prompt is not null && !ids.Contains(match.Prompt))
            problems.Add(item.Node, $"This override matches nothing: no prompt has the id '{match.Prompt}'{Hint(match.Prompt, ids)}.");
    }

    private static string Hint(string id, IEnumerable<string> ids)
    {
        var near = NearestName.Of(id, ids);
        return near is null ? "" : $"; the nearest is '{near}'";
    }

    private void CheckDevices()
    {
        if (spec.Has(SpecFields.DeviceMap) && spec.Has(SpecFields.Device))
            problems.Add(spec.PlaceOf(SpecFields.Device), "'device' does not go with 'device_map', which names the devices; remove one of them.");
    }

    private ToleranceRules Tolerance()
    {
        var entry = spec.Get(SpecFields.Tolerance) ?? new ToleranceEntry(ToleranceFields.WithDefaults(new Tolerance()), []);
        return new ToleranceRules(entry.Default, [.. entry.Overrides.Select(o => o.Value)]);
    }

    private Plans.SnapshotSettings Snapshots()
    {
        var settings = spec.Get(SpecFields.Snapshots) ?? SnapshotFields.Defaults;
        return settings with { Directory = Paths.Resolve(_folder, settings.Directory) };
    }

    private EngineSettings Engine() => new()
    {
        Engine = spec.Get(SpecFields.Engine) ?? "auto",
        Device = spec.Get(SpecFields.Device) ?? "auto",
        DeviceMap = spec.Get(SpecFields.DeviceMap) ?? [],
        MergeDevice = spec.Value(SpecFields.MergeDevice) ?? MergePlace.Cpu,
        MemoryBudget = spec.Value(SpecFields.MemoryBudget),
    };

    // Line ends do not count, so that a checkout on Windows has the same hash.
    private static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n"))));
}
