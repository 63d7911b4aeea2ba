using System.ComponentModel;
using System.Diagnostics;

namespace LoraParity.Engines.Installed;

/// <summary>Asks other programs of this machine for facts.</summary>
public static class OtherProgram
{
    private const int LongestMilliseconds = 20_000;

    /// <summary>What a program writes to standard output; null where it is not installed, fails or does not end.</summary>
    /// <param name="file">The program's name.</param>
    /// <param name="arguments">Its arguments.</param>
    public static string? Ask(string file, string arguments)
    {
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            var answer = process.StandardOutput.ReadToEndAsync();
            if (answer.Wait(LongestMilliseconds) && process.WaitForExit(LongestMilliseconds))
                return process.ExitCode == 0 ? answer.Result : null;
            process.Kill(entireProcessTree: true);
            return null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
