using LoraParity.Cli.Hosting;
using LoraParity.Cli.Terminal;
using LoraParity.Engines.Installed;
using LoraParity.TestKit;

namespace LoraParity.Cli.Tests;

/// <summary>Runs the tool inside the test, in a folder of its own, on the scripted engine.</summary>
internal sealed class CliFixture : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>The folder that stands for the working directory.</summary>
    public string Folder => _folder.Path;

    public EngineScript Script { get; set; } = new();

    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>What other programs answer, by name.</summary>
    public Dictionary<string, string> Programs { get; } = [];

    public ConsoleTraits Traits { get; set; } = ConsoleTraits.Plain;

    public string Input { get; set; } = "";

    public string this[params string[] parts] => _folder[parts];

    /// <summary>Writes a spec of two variants and two prompts beside a base and an adapter that hold nothing; returns its path.</summary>
    public string WriteSpec(string name = "small.parity.yaml", string more = "")
    {
        Directory.CreateDirectory(this["base"]);
        Directory.CreateDirectory(this["adapter"]);
        return WriteSpec(name, more, this["base"], this["adapter"]);
    }

    /// <summary>Writes the same spec for a tiny model of the fixtures, which the CPU engine runs.</summary>
    public string WriteRealSpec(string name = "small.parity.yaml", string more = "") =>
        WriteSpec(name, more, SharedFixtures.Own("peft", "llama-attn", "base"), SharedFixtures.Own("peft", "llama-attn", "adapter"));

    public string Write(string name, string text) => _folder.Write(name, text);

    public CliRun Run(params string[] arguments) => Run(CancellationToken.None, arguments);

    public CliRun Run(CancellationToken cancellationToken, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var host = new CliHost
        {
            Console = new CliConsole(output, error, new StringReader(Input), Traits),
            WorkingDirectory = Folder,
            Variable = name => Variables.GetValueOrDefault(name),
            Ask = (program, _) => Programs.GetValueOrDefault(program),
            Engines = () => new EngineCatalog([new ScriptedEngineFactory(Script)], "the tests"),
        };
        var code = new CliApplication(host).RunAsync(arguments, cancellationToken).GetAwaiter().GetResult();
        return new CliRun(code, output.ToString(), error.ToString());
    }

    public void Dispose() => _folder.Dispose();

    private string WriteSpec(string name, string more, string model, string adapter) => _folder.Write(name, $$"""
            version: 1
            name: small
            base: {{model}}
            adapters: [{{adapter}}]
            matrix:
              attached: {compute: [fp32, bf16]}
            prompts:
              - {id: one, token_ids: [1, 2, 3], max_new_tokens: 4}
              - {id: two, token_ids: [4, 5], max_new_tokens: 2}
            {{more}}
            """);
}
