using LoraParity.Diagnostics;
using LoraParity.Plans;
using LoraParity.Specs;

namespace LoraParity.Suites.Discovery;

/// <summary>All specs that some globs match, each read once, and all that is wrong with them.</summary>
/// <param name="Specs">Specs that can be run, in the order of globs and paths.</param>
/// <param name="Errors">Everything wrong, in the same order.</param>
internal sealed record FoundSpecs(IReadOnlyList<ValidSpec> Specs, IReadOnlyList<SpecError> Errors)
{
    /// <summary>Finds and reads the specs.</summary>
    /// <param name="projectFolder">Where globs start.</param>
    /// <param name="globs">At least one.</param>
    /// <param name="read">Reads the spec at an absolute path; the default is <see cref="SpecReader.Read"/>.</param>
    public static FoundSpecs Read(string projectFolder, IEnumerable<string> globs, Func<string, SpecReading>? read = null)
    {
        var specs = new List<ValidSpec>();
        var errors = new List<SpecError>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var glob in globs)
        {
            var files = SpecGlob.Expand(projectFolder, glob);
            if (files.Count == 0)
                errors.Add(NoMatch(projectFolder, glob));
            foreach (var file in files.Where(f => seen.Add(f.FullPath)))
                Add(file, (read ?? SpecReader.Read)(file.FullPath), specs, errors);
        }

        return new FoundSpecs(specs, errors);
    }

    private static void Add(SpecFile file, SpecReading result, List<ValidSpec> specs, List<SpecError> errors)
    {
        errors.AddRange(result.Diagnostics.Select(d => Error(file, d)));
        if (!result.IsValid)
            return;

        if (specs.Find(s => s.Plan.Name == result.Plan.Name) is { } other)
            errors.Add(SameName(file, result.Plan, other.File));
        else
            specs.Add(new ValidSpec(file, result.Plan));
    }

    private static SpecError Error(SpecFile file, Diagnostic problem)
    {
        var (line, column) = (problem.Location?.Line ?? 1, problem.Location?.Column ?? 1);
        return new SpecError($"{file.RelativePath}({line},{column})", problem.ToString(), file, line, column) { IsOfFile = true };
    }

    private static SpecError SameName(SpecFile file, ParityPlan plan, SpecFile other) => new(
        $"{file.RelativePath}(1,1)",
        $"{file.FullPath}(1,1): The name '{plan.Name}' is also that of '{other.RelativePath}', so their cases and snapshots would have "
            + "the same names. Give one of the two specs another 'name'.",
        file);

    private static SpecError NoMatch(string projectFolder, string glob) => new(
        $"[ParitySpec(\"{glob}\")]",
        $"The glob '{glob}' of [ParitySpec] matches no file in '{projectFolder}'. Write a path relative to the project's folder, "
            + "with '*' within a name and '**' across folders, for example 'specs/*.parity.yaml'.");
}
