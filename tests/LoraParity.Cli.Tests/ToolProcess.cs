using System.Diagnostics;

namespace LoraParity.Cli.Tests;

/// <summary>The tool as a process of its own, on the CPU engine.</summary>
internal static class ToolProcess
{
    public static CliRun Run(string workingDirectory, params string[] arguments) => Run(workingDirectory, [], arguments);

    public static CliRun Run(string workingDirectory, Dictionary<string, string> variables, params string[] arguments)
    {
        using var process = Start(workingDirectory, variables, arguments);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new CliRun(process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    public static Process Start(string workingDirectory, params string[] arguments) => Start(workingDirectory, [], arguments);

    public static Process Start(string workingDirectory, Dictionary<string, string> variables, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["LORAPARITY_CACHE"] = "off";
        foreach (var argument in arguments.Prepend(Path.Combine(AppContext.BaseDirectory, "loraparity.dll")))
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
