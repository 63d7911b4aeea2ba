namespace LoraParity.Xunit.Tests.Support;

/// <summary>A folder of specs that the globs of one suite of this assembly reach.</summary>
/// <remarks>This assembly has no project folder in its metadata, so globs start from the output folder.</remarks>
internal sealed class SpecFolder
{
    private readonly string _name;

    public SpecFolder(string name)
    {
        _name = name;
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
        Directory.CreateDirectory(Path);
    }

    /// <summary>The folder's absolute path.</summary>
    public string Path => System.IO.Path.Combine(AppContext.BaseDirectory, "suites", _name);

    /// <summary>The absolute path of a file in the folder.</summary>
    public string this[string file] => System.IO.Path.Combine(Path, file);

    /// <summary>Writes a spec and returns its absolute path.</summary>
    public string Write(string file, string yaml)
    {
        File.WriteAllText(this[file], yaml);
        return this[file];
    }
}
