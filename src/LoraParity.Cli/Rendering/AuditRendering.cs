using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using LoraParity.Cli.Terminal;
using LoraParity.Inference.Auditing;
using LoraParity.Matrix;
using LoraParity.Reporting.Text;

namespace LoraParity.Cli.Rendering;

/// <summary>Audits as text and as JSON.</summary>
internal static class AuditRendering
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Writes a table of all modules, then what it comes to.</summary>
    public static void WriteText(ConsoleWriter writer, AuditReport report)
    {
        WriteTable(writer, report);
        writer.WriteLine();
        WriteEngines(writer, report);
        foreach (var remark in report.Remarks)
            writer.WriteLine(remark, Tone.Warning);
        foreach (var candidate in report.Candidates)
            writer.WriteLine($"{Figures.Share(candidate.Equal),8} of the adapted elements equal after {candidate.Way}");
        if (report.Foreign.Count > 0)
            writer.WriteLine($"Differ from the base although the adapter does not touch them: {string.Join(", ", report.Foreign.Take(5))}{(report.Foreign.Count > 5 ? $" and {report.Foreign.Count - 5} more" : "")}.", Tone.Bad);
        if (report.Verdict is { } verdict)
            writer.WriteLine(verdict, report.IsExplained ? Tone.Good : Tone.Bad);
    }

    /// <summary>Writes everything.</summary>
    public static void WriteJson(TextWriter writer, AuditReport report) => writer.WriteLine(JsonSerializer.Serialize(
        new
        {
            Stored = report.Stored.Name(),
            Modules = report.Modules.Select(module => new
            {
                module.Name,
                R = module.Rank,
                module.Alpha,
                Scaling = ServingRules.Names.Zip(module.Scalings).ToDictionary(pair => pair.First, pair => pair.Second),
                module.RelativeDelta,
                module.Unchanged,
                module.RelativeError,
                module.Cosine,
                module.BestScale,
            }),
            Candidates = report.Candidates.Select(candidate => new
            {
                Merge = candidate.Way.Merge?.Name(),
                Mode = candidate.Way.Mode == MergeMode.Safe ? "safe" : "plain",
                AdapterDtype = candidate.Way.AdapterDtype == AdapterPrecision.Base ? "base" : "fp32",
                candidate.Equal,
            }),
            report.Foreign,
            report.Remarks,
            report.Verdict,
            Explained = report.IsExplained,
        },
        Options));

    private static void WriteTable(ConsoleWriter writer, AuditReport report)
    {
        var table = new TextTable([
            new TextColumn("module"), new TextColumn("r", Right: true), .. ServingRules.Names.Select(name => new TextColumn(name, Right: true)),
            new TextColumn("‖ΔW‖/‖W‖", Right: true), new TextColumn($"unchanged in {report.Stored.Name()}", Right: true),
            new TextColumn("error of ΔW", Right: true), new TextColumn("cosine", Right: true), new TextColumn("best scale", Right: true),
        ]);
        foreach (var module in report.Modules)
        {
            table.Add([
                module.Name, $"{module.Rank}", .. module.Scalings.Select((scaling, engine) => Scaling(module, scaling, engine)),
                Figures.Drift(module.RelativeDelta), Figures.Share(module.Unchanged), Figures.Drift(module.RelativeError),
                module.Cosine.ToString("0.0000", CultureInfo.InvariantCulture), module.BestScale.ToString("0.0000", CultureInfo.InvariantCulture),
            ]);
        }

        table.WriteTo(writer);
    }

    private static TextCell Scaling(AuditedModule module, double scaling, int engine) =>
        new(scaling.ToString("0.####", CultureInfo.InvariantCulture), engine > 0 && scaling != module.Scalings[0] ? Tone.Bad : Tone.Plain);

    /// <summary>One line for each engine that scales otherwise than PEFT.</summary>
    private static void WriteEngines(ConsoleWriter writer, AuditReport report)
    {
        foreach (var engine in Enum.GetValues<ServingEngine>().Skip(1))
        {
            var ratios = report.Modules.Select(module => module.Scalings[(int)engine] / module.Scalings[0]).Where(ratio => ratio != 1).Order().ToList();
            if (ratios.Count == 0)
                continue;
            var range = ratios[0] == ratios[^1] ? Ratio(ratios[0]) : $"{Ratio(ratios[0])} to {Ratio(ratios[^1])}";
            writer.WriteLine($"{engine.Name()} uses {range} PEFT's scaling at {ratios.Count} of {report.Modules.Count} modules.", Tone.Bad);
        }
    }

    private static string Ratio(double ratio) => ratio.ToString("0.###", CultureInfo.InvariantCulture) + " times";
}
