using LoraParity.Judgement;
using LoraParity.Matrix;

namespace LoraParity.Cli.Init;

/// <summary>Writes a new spec: first without tolerances, to be measured, then with them.</summary>
/// <param name="name">The suite's name.</param>
/// <param name="baseModel">The base as the spec names it.</param>
/// <param name="adapter">The adapter as the spec names it.</param>
/// <param name="prompts">The lines of the prompts.</param>
internal sealed class InitSpec(string name, string baseModel, string adapter, IReadOnlyList<string> prompts)
{
    /// <summary>The spec without a tolerance.</summary>
    public string Draft() => Text([], withFp16: true);

    /// <summary>The spec with bounds from a run of the draft.</summary>
    /// <param name="result">The run.</param>
    public string Final(RunResult result)
    {
        var bounds = MeasuredBounds.Of(result);
        var withFp16 = !bounds.Any(b => b is { Compute: Precision.Fp16, Overflows: true });
        return Text(Tolerance(result, [.. bounds.Where(b => withFp16 || b.Compute != Precision.Fp16)]), withFp16);
    }

    private string Text(IReadOnlyList<string> tolerance, bool withFp16)
    {
        string[] lines =
        [
            "# Will the merged model say the same as the base with its adapter attached?",
            "# Written by 'loraparity init': the tolerances are measured, on this machine's CPU, with the prompts below.",
            "version: 1",
            $"name: {YamlText.Quote(name)}",
            $"base: {YamlText.Path(baseModel)}",
            $"adapters: [{YamlText.Path(adapter)}]",
            "matrix:",
            "  none:     {compute: [fp32]}                    # the base alone: it has to differ, or the adapter does nothing",
            .. withFp16 ? Matrix() : MatrixWithoutFp16(),
            .. tolerance,
            "prompts:",
            "  # Ten to twenty that the model is made for say more than these.",
            .. prompts,
            "",
        ];
        return string.Join('\n', lines);
    }

    private static string[] Matrix() =>
    [
        "  attached: {compute: [fp32, bf16, fp16]}        # as it was trained",
        "  merged:   {merge: [bf16, fp16], save: [bf16, fp16], compute: [bf16, fp16]}",
        "  exclude:",
        "    - {merge: bf16, save: fp16}                  # nobody merges in one 16-bit format to save in the other",
        "    - {merge: fp16, save: bf16}",
        "    - {save: fp16, compute: bf16}                # an fp16 checkpoint loaded as bf16 loses three bits of every weight",
    ];

    private static string[] MatrixWithoutFp16() =>
    [
        "  attached: {compute: [fp32, bf16]}              # as it was trained; in fp16 a logit is no number: the model overflows",
        "  merged:   {merge: [fp32, bf16], save: [bf16], compute: [bf16]}",
    ];

    private static string[] Tolerance(RunResult result, IReadOnlyList<MeasuredBounds> bounds)
    {
        var measured = result.Cases.Where(c => c.Metrics is not null && c.Variant.Application != Application.None).ToList();
        var diverging = measured.Count(c => c.Metrics!.FirstDivergence is not null);
        return
        [
            "tolerance:",
            "  noise: 3                          # variants added later: at most three times what their compute dtype alone does",
            $"  tokens: near_ties                 # measured: {Diverging(diverging, measured.Count)}",
            "  overrides:",
            .. bounds.SelectMany(b => b.Lines()),
        ];
    }

    private static string Diverging(int diverging, int all) => diverging == 0
        ? "every variant writes the reference's text"
        : FormattableString.Invariant($"{diverging} of {all} cases choose another token somewhere");
}
