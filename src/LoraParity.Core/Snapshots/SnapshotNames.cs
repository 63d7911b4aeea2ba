using LoraParity.Diagnostics;
using LoraParity.Plans;

namespace LoraParity.Snapshots;

/// <summary>
/// Names of snapshot files, on Verify's pattern <c>{Type}.{Method}_{params}.verified.{ext}</c>:
/// <c>{spec}.{variant}.{prompt}.verified.json</c>, with <c>.received.</c> instead of <c>.verified.</c> until it is approved, and with the
/// ending <c>.safetensors</c> for the full logits beside it.
/// </summary>
public static class SnapshotNames
{
    /// <summary>The part of an approved snapshot's name that says so.</summary>
    public const string Verified = ".verified.json";

    /// <summary>The part of a received snapshot's name that says so.</summary>
    public const string Received = ".received.json";

    private const string Rows = ".safetensors";
    private const string Json = ".json";

    /// <summary>The name of a case's approved snapshot.</summary>
    public static string VerifiedName(string spec, string variantKey, string promptId) => $"{spec}.{variantKey}.{promptId}{Verified}";

    /// <summary>
    /// The name of a case's approved snapshot on a family of devices: where the plan keeps snapshots per device, the family is
    /// added as Verify's <c>UniqueFor</c> adds what makes a snapshot unique.
    /// </summary>
    public static string VerifiedName(ParityPlan plan, string variantKey, string promptId, string deviceFamily) =>
        VerifiedName(plan.Name, variantKey, plan.Snapshots.PerDevice ? $"{promptId}_{deviceFamily}" : promptId);

    /// <summary>The path of the approved snapshot that belongs to a received one.</summary>
    public static string ToVerified(string receivedPath) => Replace(receivedPath, Received, Verified);

    /// <summary>The path of the received snapshot that belongs to an approved one.</summary>
    public static string ToReceived(string verifiedPath) => Replace(verifiedPath, Verified, Received);

    /// <summary>The path of the full logits that belong to a snapshot.</summary>
    public static string ToRows(string path) => Replace(path, Json, Rows);

    /// <summary>Every case's snapshot name must be its own, on file systems that ignore case too.</summary>
    /// <exception cref="InputException">Two cases of the plan share one.</exception>
    public static void Check(ParityPlan plan)
    {
        var known = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (variant, prompt) in plan.Variants.SelectMany(v => plan.Prompts, (v, p) => (v.Key, p)))
        {
            var name = VerifiedName(plan.Name, variant, prompt.Id);
            var own = $"{variant} › {prompt.Id}";
            if (!known.TryAdd(name, own))
                throw new InputException($"The cases '{known[name]}' and '{own}' share the snapshot '{name}': rename one of their prompts.", prompt.Location);
        }
    }

    private static string Replace(string path, string ending, string by) => path.EndsWith(ending, StringComparison.Ordinal)
        ? path[..^ending.Length] + by
        : throw new InputException($"'{path}' is not the name of a snapshot: it does not end with '{ending}'.");
}
