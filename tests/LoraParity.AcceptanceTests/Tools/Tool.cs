using System.Diagnostics;

namespace LoraParity.AcceptanceTests.Tools;

/// <summary>The tool as a process of its own, on no build server and in no shard.</summary>
internal static class Tool
{
    private static readonly string[] Foreign = ["CI", "GITHUB_ACTIONS", "TF_BUILD", "GITLAB_CI", "GITHUB_STEP_SUMMARY", "LORAPARITY_SHARD", "CI_NODE_INDEX", "SLURM_ARRAY_TASK_ID", "JOB_COMPLETION_INDEX"];

    /// <summary>Runs it to its end; what it printed comes back with the exit code.</summary>
    public static (int Code, string Output) Run(string folder, string? cache, params string[] arguments)
    {
        using var process = Start(folder, cache, arguments);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.GetAwaiter().GetResult());
    }

    /// <summary>Starts it.</summary>
    /// <param name="folder">The working directory.</param>
    /// <param name="cache">Folder of the cache, or null for none.</param>
    /// <param name="arguments">The command line.</param>
    public static Process Start(string folder, string? cache, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "loraparity.dll"), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in Foreign)
            start.Environment.Remove(name);
        start.Environment["LORAPARITY_CACHE"] = cache ?? "off";
        return Process.Start(start)!;
    }
}
