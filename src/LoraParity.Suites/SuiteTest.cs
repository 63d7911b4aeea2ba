using System.Globalization;
using System.Text.Json;
using LoraParity.Diagnostics;
using LoraParity.Suites.Discovery;

namespace LoraParity.Suites;

/// <summary>One test of a suite, in whatever framework: a check of a spec, or something wrong with a spec or a glob.</summary>
public abstract class SuiteTest
{
    private readonly int _line;
    private readonly int _column;

    private protected SuiteTest(SpecFile? spec, int line, int column)
    {
        Spec = spec;
        _line = line;
        _column = column;
    }

    /// <summary>The name that test explorers show, for example <c>driftball › merged.bf16.bf16.bf16 › players</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What tells this test from others of the same globs: the same on every machine, in every order.</summary>
    public abstract string Id { get; }

    /// <summary>
    /// Tests of one group share one run of the engine, so they should run one after another. It is the spec's path from the
    /// project's folder, with <c>/</c> on every platform; null for a test that runs no engine.
    /// </summary>
    public virtual string? Group => null;

    /// <summary>The test's place in the spec; null where the globs are at fault.</summary>
    public SourceLocation? Location => Spec is null ? null : new SourceLocation(Spec.FullPath, _line, _column);

    /// <summary>Names and values to filter tests by: <c>spec</c>, <c>application</c>, <c>merge</c>, <c>save</c>, <c>compute</c>, <c>checkpoint</c>, <c>prompt</c>.</summary>
    public virtual IReadOnlyList<KeyValuePair<string, string>> Traits => [];

    /// <summary>The spec, or null where the test speaks of no file.</summary>
    private protected SpecFile? Spec { get; }

    /// <summary>What only this kind of test holds.</summary>
    private protected abstract IEnumerable<string?> Fields { get; }

    /// <summary>Reads what <see cref="Serialize"/> wrote.</summary>
    /// <param name="text">The text.</param>
    /// <param name="projectFolder">The project's folder on this machine: see <see cref="ProjectFolder"/>.</param>
    /// <exception cref="JsonException">The text is not from <see cref="Serialize"/>.</exception>
    public static SuiteTest Parse(string text, string projectFolder)
    {
        var all = JsonSerializer.Deserialize<string?[]>(text)!;
        var spec = all[1] is { } path ? SpecFile.At(projectFolder, path) : null;
        var (line, column) = (int.Parse(all[2]!, CultureInfo.InvariantCulture), int.Parse(all[3]!, CultureInfo.InvariantCulture));
        return all[0] == nameof(CaseTest) ? CaseTest.Read(spec!, line, column, all[4..]) : SpecErrorTest.Read(spec, line, column, all[4..]);
    }

    /// <summary>The test as text, for the process that runs it.</summary>
    public string Serialize()
    {
        string?[] all = [GetType().Name, Spec?.RelativePath, $"{_line}", $"{_column}", .. Fields];
        return JsonSerializer.Serialize(all);
    }

    /// <summary>
    /// Notes that the next run of the test's spec is for this test among others. Without it the spec runs all its cases, whichever
    /// are asked for.
    /// </summary>
    public virtual void NoteSelected()
    {
        // Only a case has a run that could be smaller.
    }

    /// <summary>Judges the test.</summary>
    internal abstract Task<TestVerdict> JudgeAsync(SuiteSession session, TestRunOptions options);
}
