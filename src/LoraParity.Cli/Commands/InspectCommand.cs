using System.CommandLine;
using LoraParity.Cli.Files;
using LoraParity.Cli.Hosting;
using LoraParity.Cli.Rendering;
using LoraParity.Diagnostics;
using LoraParity.Inference.Adapters.Config;
using LoraParity.Inference.Adapters.Files;
using LoraParity.Inference.Adapters.Inspection;
using LoraParity.Inference.Checkpoints;
using LoraParity.Safetensors;

namespace LoraParity.Cli.Commands;

/// <summary><c>inspect PATH</c>: what a checkpoint, an adapter or a safetensors file holds, and what is wrong with it.</summary>
internal sealed class InspectCommand(CliHost host) : ICliCommand
{
    private readonly Argument<string> _path = new("PATH") { Description = "A checkpoint's or adapter's folder or hub id, or a safetensors file." };
    private readonly Option<bool> _json = new("--json") { Description = "Write JSON." };

    /// <inheritdoc />
    public Command Create()
    {
        var command = new Command("inspect", "Tell what a checkpoint or adapter holds and what is wrong with it, without running it.") { _path, _json };
        command.SetAction((result, cancellationToken) => Task.FromResult(Inspect(result, cancellationToken)));
        return command;
    }

    private int Inspect(ParseResult result, CancellationToken cancellationToken)
    {
        var path = ModelFolder.Find(host, result.GetValue(_path)!, content: null, cancellationToken);
        var json = result.GetValue(_json);
        if (File.Exists(path))
            return InspectFile(path, json);
        if (!Directory.Exists(path))
            throw new InputException($"'{path}' does not exist.");
        return IsAdapter(path) ? InspectAdapter(path, json) : InspectCheckpoint(path, json);
    }

    private static bool IsAdapter(string folder) =>
        File.Exists(Path.Combine(folder, PeftConfig.FileName)) || File.Exists(Path.Combine(folder, AdapterFile.FileName));

    private int InspectAdapter(string folder, bool json)
    {
        var inspection = AdapterInspection.Of(folder);
        if (json)
            InspectionJson.Write(host.Console.OutWriter, inspection);
        else
            InspectionReport.Write(host.Console.Out, inspection);
        return inspection.IsReadable ? ExitCode.Success : ExitCode.BadInput;
    }

    private int InspectCheckpoint(string folder, bool json)
    {
        var inspection = CheckpointInspection.Of(folder);
        if (json)
            InspectionJson.Write(host.Console.OutWriter, inspection);
        else
            InspectionReport.Write(host.Console.Out, inspection);
        return ExitCode.Success;
    }

    private int InspectFile(string path, bool json)
    {
        using var file = SafetensorsFile.Open(path);
        if (json)
            InspectionJson.Write(host.Console.OutWriter, file);
        else
            InspectionReport.Write(host.Console.Out, file);
        return ExitCode.Success;
    }
}
