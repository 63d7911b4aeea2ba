using LoraParity.Suites.Discovery;

namespace LoraParity.Suites.Execution;

/// <summary>
/// Which cases of each spec were asked for. A runner hands the selected cases over in serialized form before the first of them
/// runs, so those that are deserialized are those that will run.
/// </summary>
internal static class SelectedCases
{
    private static readonly Dictionary<string, HashSet<CaseKey>> Waiting = new(StringComparer.Ordinal);

    /// <summary>Notes that a case was deserialized.</summary>
    public static void Add(SpecFile spec, CaseKey key)
    {
        lock (Waiting)
        {
            if (!Waiting.TryGetValue(spec.FullPath, out var keys))
                Waiting[spec.FullPath] = keys = [];
            keys.Add(key);
        }
    }

    /// <summary>The cases noted for a spec since the last call, with the one that asks; null where that one was not noted, so that nothing is known.</summary>
    public static IReadOnlySet<CaseKey>? Take(SpecFile spec, CaseKey asking)
    {
        lock (Waiting)
        {
            Waiting.Remove(spec.FullPath, out var keys);
            return keys is not null && keys.Contains(asking) ? keys : null;
        }
    }
}
