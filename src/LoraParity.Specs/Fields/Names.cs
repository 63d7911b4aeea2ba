using System.Text.RegularExpressions;
using LoraParity.Specs.Shapes;

namespace LoraParity.Specs.Fields;

/// <summary>Names that become parts of file names on every system, so nothing in them is ever replaced.</summary>
internal static partial class Names
{
    public const string IdPattern = "^[A-Za-z0-9_]([A-Za-z0-9._-]{0,98}[A-Za-z0-9_-])?$";

    public const string CheckpointPattern = "^[A-Za-z0-9_][A-Za-z0-9_-]{0,99}$";

    /// <summary>What an id or a spec's name may look like.</summary>
    public const string IdExpected = "a name of at most 100 letters, digits, '.', '_' and '-' that starts with a letter, a digit or '_' and does not end with '.'";

    public static readonly TextShape Id = new(IdExpected, IdPattern);

    public static readonly TextShape Checkpoint =
        new("a name of at most 100 letters, digits, '_' and '-' that does not start with '-'", CheckpointPattern);

    public static bool IsId(string name) => IdForm().IsMatch(name);

    /// <summary>Whether Windows keeps the name for a device, whatever extension follows.</summary>
    public static bool IsReserved(string name) => ReservedForm().IsMatch(name);

    [GeneratedRegex(IdPattern, RegexOptions.CultureInvariant | RegexOptions.ECMAScript)]
    private static partial Regex IdForm();

    [GeneratedRegex(@"^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex ReservedForm();
}
