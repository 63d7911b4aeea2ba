/// <summary>
/// The runtime calls this first in every process that <c>DOTNET_STARTUP_HOOKS</c> reaches, so a test sees which assemblies
/// the test host loads. The runtime wants this name in no namespace.
/// </summary>
internal static class StartupHook
{
    /// <summary>Names the folder that gets one file a process with the names of all assemblies it loads.</summary>
    public const string Folder = "LORAPARITY_TEST_LOADED";

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(Folder) is not { } folder)
            return;

        var file = Path.Combine(folder, $"{Environment.ProcessId}.txt");
        AppDomain.CurrentDomain.AssemblyLoad += (_, loaded) => Note(file, loaded.LoadedAssembly.GetName().Name!);
    }

    private static void Note(string file, string assembly)
    {
        lock (Folder)
            File.AppendAllText(file, assembly + "\n");
    }
}
