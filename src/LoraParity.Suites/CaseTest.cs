using LoraParity.Diagnostics;
using LoraParity.Matrix;
using LoraParity.Suites.Discovery;
using LoraParity.Suites.Execution;

namespace LoraParity.Suites;

/// <summary>One variant on one prompt of one spec, or the weights of one spec.</summary>
/// <param name="spec">The spec's file.</param>
/// <param name="planned">The case and its place.</param>
/// <param name="specName">The spec's name.</param>
/// <param name="specHash">SHA-256 of the spec as it was when the case was discovered.</param>
/// <param name="share">What of the spec this process runs.</param>
internal sealed class CaseTest(SpecFile spec, PlannedCase planned, string specName, string specHash, SpecShare share)
    : SuiteTest(spec, planned.Line, planned.Column)
{
    /// <summary>Which case of the spec.</summary>
    public CaseKey Key => planned.Key;

    /// <inheritdoc />
    public override string Name => $"{specName} › {Key.DisplayName}";

    /// <inheritdoc />
    public override string Id => $"{Spec!.RelativePath}::{Key}";

    /// <inheritdoc />
    public override string? Group => Spec!.RelativePath;

    /// <inheritdoc />
    public override IReadOnlyList<KeyValuePair<string, string>> Traits =>
        [.. AllTraits().Where(trait => trait.Value is not null).Select(trait => KeyValuePair.Create(trait.Name, trait.Value!))];

    /// <inheritdoc />
    private protected override IEnumerable<string?> Fields => [specName, specHash, Key.Variant, Key.Prompt, share.Serialize()];

    /// <summary>Reads what <see cref="Fields"/> holds.</summary>
    public static CaseTest Read(SpecFile spec, int line, int column, string?[] fields)
    {
        var planned = new PlannedCase(new CaseKey(fields[2], fields[3]), line, column);
        return new CaseTest(spec, planned, fields[0]!, fields[1]!, SpecShare.Parse(fields[4]));
    }

    /// <inheritdoc />
    public override void NoteSelected() => SelectedCases.Add(Spec!, Key);

    /// <inheritdoc />
    internal override async Task<TestVerdict> JudgeAsync(SuiteSession session, TestRunOptions options)
    {
        try
        {
            return Conclude(await session.Open(Spec!).RunAsync(Request(options)));
        }
        catch (InputException problem)
        {
            return new TestVerdict(TestOutcome.Failed, problem.Message);
        }
        catch (ParityEnvironmentException reason)
        {
            return new TestVerdict(TestOutcome.Skipped, reason.Message);
        }
    }

    private CaseRequest Request(TestRunOptions options) => new()
    {
        Spec = Spec!,
        SpecHash = specHash,
        Key = Key,
        Share = share,
        Timeout = options.Timeout,
        Progress = options.Progress,
        Cancellation = options.Cancellation,
    };

    private TestVerdict Conclude(SpecRun run)
    {
        var result = run.Find(Key);
        var (passed, report) = result is null ? WeightsVerdict.Of(run.Result) : (result.Verdict.Passed, result.Message);
        if (passed)
            return new TestVerdict(TestOutcome.Passed, Output: Paragraphs(report, run.Log));

        SnapshotDiff.Show(result);
        return new TestVerdict(TestOutcome.Failed, report, Paragraphs(run.Log));
    }

    private static string Paragraphs(params IEnumerable<string> texts) =>
        string.Join(Environment.NewLine, texts.Where(text => text.Length > 0).Select(text => text + Environment.NewLine));

    private IEnumerable<(string Name, string? Value)> AllTraits()
    {
        yield return ("spec", specName);
        yield return ("prompt", Key.Prompt);
        if (Key.Variant is null || !Variant.TryParse(Key.Variant, out var variant))
            yield break;

        yield return ("application", variant!.Application.ToString().ToLowerInvariant());
        yield return ("merge", variant.Merge?.Name());
        yield return ("save", variant.Save?.Name());
        yield return ("compute", variant.Compute.Name());
        yield return ("checkpoint", variant.Checkpoint);
    }
}
