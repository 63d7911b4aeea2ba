using LoraParity.Diagnostics;

namespace LoraParity.Inference.Adapters.Files;

/// <summary>Collects what is wrong with an adapter, and what is only worth knowing.</summary>
internal sealed class ProblemList
{
    private const int Shown = 3;
    private readonly List<Diagnostic> _errors = [];
    private readonly List<Diagnostic> _warnings = [];

    /// <summary>What makes the adapter unusable.</summary>
    public IReadOnlyList<Diagnostic> Errors => _errors;

    /// <summary>What is worth knowing.</summary>
    public IReadOnlyList<Diagnostic> Warnings => _warnings;

    /// <summary>Adds errors.</summary>
    public void Error(IEnumerable<Diagnostic> errors) => _errors.AddRange(errors);

    /// <summary>Adds an error.</summary>
    public void Error(string sentence) => _errors.Add(new Diagnostic(sentence));

    /// <summary>Adds a warning.</summary>
    public void Warn(string sentence) => _warnings.Add(new Diagnostic(sentence));

    /// <summary>Adds one error for all of several things, if there are any.</summary>
    public void Error(IEnumerable<string> items, Func<string, string> sentence)
    {
        if (Enumerate(items) is { } names)
            Error(sentence(names));
    }

    /// <summary>Adds one warning for all of several things, if there are any.</summary>
    public void Warn(IEnumerable<string> items, Func<string, string> sentence)
    {
        if (Enumerate(items) is { } names)
            Warn(sentence(names));
    }

    /// <summary>The first few in quotes and how many more there are; null for none.</summary>
    private static string? Enumerate(IEnumerable<string> items)
    {
        var all = items.ToList();
        var names = string.Join(", ", all.Take(Shown).Select(item => $"'{item}'"));
        return all.Count == 0 ? null : all.Count > Shown ? $"{names} and {all.Count - Shown} more" : names;
    }
}
