using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using LoraParity.Cli.Hosting;
using LoraParity.Cli.Rendering;
using LoraParity.Plans;

namespace LoraParity.Cli.Commands;

/// <summary><c>list SPEC…</c>: the cases of specs, without loading any model.</summary>
internal sealed class ListCommand(CliHost host) : ICliCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly SpecArguments _specs = new(host);
    private readonly Option<bool> _json = new("--json") { Description = "Write a JSON array: name, spec, line, variant, prompt." };

    /// <inheritdoc />
    public Command Create()
    {
        var command = new Command("list", "List the cases of specs, one a line.") { _specs.Argument, _json };
        command.SetAction(List);
        return command;
    }

    private int List(ParseResult result)
    {
        var cases = _specs.Read(result).SelectMany(Cases).ToList();
        if (result.GetValue(_json))
            host.Console.OutWriter.WriteLine(JsonSerializer.Serialize(cases, Json));
        else
            cases.ForEach(c => host.Console.Out.WriteLine(c.Name));
        return ExitCode.Success;
    }

    private IEnumerable<ListedCase> Cases(ParityPlan plan) =>
        from variant in plan.Variants
        from prompt in plan.Prompts
        select new ListedCase(CaseNames.Of(plan, variant, prompt), host.Show(plan.SpecPath), prompt.Location.Line, variant.Key, prompt.Id);

    private sealed record ListedCase(string Name, string Spec, int Line, string Variant, string Prompt);
}
