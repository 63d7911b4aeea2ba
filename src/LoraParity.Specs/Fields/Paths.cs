using LoraParity.Plans;
using LoraParity.Specs.Shapes;

namespace LoraParity.Specs.Fields;

/// <summary>Paths as specs write them.</summary>
internal static class Paths
{
    // Control characters are in no path that anybody means, and .NET refuses NUL with an exception.
    private const string Pattern = "^[^\\u0000-\\u001f]+$";

    public static readonly TextShape Folder = new("the path of a folder", Pattern);

    public static readonly TextShape Model = new("the path of a folder or a hub id", Pattern);

    public static readonly TextShape TextFile = new("the path of a text file", Pattern);

    /// <summary>A hub id as it is written, or the absolute path of a folder.</summary>
    public static string ResolveModel(string folder, string model) => HubId.TryParse(model, out _) ? model : Resolve(folder, model);

    /// <summary>The absolute path of what a spec names relative to its own folder.</summary>
    public static string Resolve(string folder, string path) => Path.GetFullPath(Path.Combine(folder, path));
}
