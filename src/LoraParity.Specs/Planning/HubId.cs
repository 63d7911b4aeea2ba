using System.Text.RegularExpressions;

namespace LoraParity.Specs.Planning;

/// <summary>Ids of models on a hub, <c>org/name@revision</c>.</summary>
internal static partial class HubId
{
    public static bool IsMatch(string text) => Form().IsMatch(text);

    [GeneratedRegex(@"^[A-Za-z0-9][^/\\@]*/[^/\\@]+@[^/\\@]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
