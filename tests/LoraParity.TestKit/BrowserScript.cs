using System.Diagnostics;
using Xunit;

namespace LoraParity.TestKit;

/// <summary>Runs the scripts of tests/browser, which look at pages in a headless Chromium.</summary>
public static class BrowserScript
{
    private static readonly string Folder = Path.Combine(SharedFixtures.Repository, "tests", "browser");

    private static readonly string[] Browsers =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe",
    ];

    /// <summary>Runs a script; the calling test (a SkippableFact) is skipped where Node, playwright-core or a Chromium is absent.</summary>
    /// <param name="name">The script's file name.</param>
    /// <param name="arguments">Its arguments.</param>
    public static void Run(string name, params string[] arguments)
    {
        var browser = Environment.GetEnvironmentVariable("LORAPARITY_CHROMIUM") ?? Browsers.FirstOrDefault(File.Exists);
        Skip.If(browser is null, "There is no Chromium on this machine; install one, or set LORAPARITY_CHROMIUM to its path.");
        Skip.IfNot(Directory.Exists(Path.Combine(Folder, "node_modules", "playwright-core")), "playwright-core is not installed; run 'npm install' in tests/browser.");
        var start = new ProcessStartInfo("node") { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LORAPARITY_CHROMIUM"] = browser;
        foreach (var argument in arguments.Prepend(name))
            start.ArgumentList.Add(argument);

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{name} failed:\n{output}\n{error.GetAwaiter().GetResult()}");
    }
}
