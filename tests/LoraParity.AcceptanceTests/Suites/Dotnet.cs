using System.Collections;
using System.Diagnostics;
using System.Text;

namespace LoraParity.AcceptanceTests.Suites;

/// <summary>Runs <c>dotnet</c> as a user at a terminal would: on no build server, with no diff tool, in English.</summary>
internal static class Dotnet
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly string[] ForeignPrefixes =
        ["MSBUILD", "VSTEST", "CI", "GITHUB_", "TF_BUILD", "GITLAB_", "TEAMCITY_", "JENKINS_", "BUILD", "COVERLET", "DOTNET_STARTUP", "LORAPARITY_", "SLURM_", "JOB_COMPLETION"];

    /// <summary>Runs one command to its end.</summary>
    /// <param name="folder">The working directory.</param>
    /// <param name="variables">Environment variables to set.</param>
    /// <param name="arguments">The arguments.</param>
    /// <returns>The exit code and everything that was printed.</returns>
    public static (int ExitCode, string Output) Run(
        string folder, IEnumerable<KeyValuePair<string, string>> variables, params string[] arguments) =>
        RunProgram("dotnet", folder, variables, "", arguments);

    /// <summary>Runs one command of any program to its end.</summary>
    /// <param name="program">The program's path.</param>
    /// <param name="folder">The working directory.</param>
    /// <param name="variables">Environment variables to set.</param>
    /// <param name="input">What the user types.</param>
    /// <param name="arguments">The arguments.</param>
    /// <returns>The exit code and everything that was printed.</returns>
    public static (int ExitCode, string Output) RunProgram(
        string program, string folder, IEnumerable<KeyValuePair<string, string>> variables, string input, params string[] arguments)
    {
        using var process = new Process { StartInfo = Command(program, folder, variables, arguments) };
        var output = new StringBuilder();
        process.OutputDataReceived += (_, line) => Append(output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(output, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'{program} {string.Join(' ', arguments)}' did not end. It printed:\n{output}");
        }

        process.WaitForExit();
        return (process.ExitCode, output.ToString());
    }

    private static ProcessStartInfo Command(
        string program, string folder, IEnumerable<KeyValuePair<string, string>> variables, IEnumerable<string> arguments)
    {
        var command = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(e => (string)e.Key).Where(IsForeign))
            command.Environment.Remove(name);
        command.Environment["DiffEngine_Disabled"] = "true";
        command.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        command.Environment["LORAPARITY_CACHE"] = "off";
        foreach (var (name, value) in variables)
            command.Environment[name] = value;
        return command;
    }

    private static bool IsForeign(string name) => ForeignPrefixes.Any(p => name.StartsWith(p, StringComparison.OrdinalIgnoreCase));

    private static void Append(StringBuilder output, string? line)
    {
        lock (output)
            output.AppendLine(line);
    }
}
