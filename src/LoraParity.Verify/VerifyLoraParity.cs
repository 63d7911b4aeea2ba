using System.Runtime.CompilerServices;
using LoraParity.Snapshots;
using LoraParity.Traces;

namespace LoraParity.Verification;

/// <summary>
/// Teaches Verify what a <see cref="Trace"/> is wherever it meets one: <c>Verifier.Verify(object)</c>, <c>VerifyBase</c>. Such
/// snapshots are named after the test as all others are; they keep top logits, never full rows.
/// </summary>
public static class VerifyLoraParity
{
    // The comparer sees texts and the settings' context; the context leads back to the trace.
    private static readonly ConditionalWeakTable<IReadOnlyDictionary<string, object>, CaseSnapshot> Snapshots = [];

    /// <summary>Whether <see cref="Initialize"/> was called.</summary>
    public static bool Initialized { get; private set; }

    /// <summary>Registers converter and comparer. Call it from a module initializer, before anything is verified.</summary>
    public static void Initialize()
    {
        if (Initialized)
            return;
        Initialized = true;
        VerifierSettings.RegisterFileConverter<Trace>(Convert);
        VerifierSettings.RegisterStringComparer("json", CompareAsync);
    }

    private static ConversionResult Convert(Trace trace, IReadOnlyDictionary<string, object> context)
    {
        var snapshot = new CaseSnapshot(trace, withRows: false);
        Snapshots.AddOrUpdate(context, snapshot);
        return new ConversionResult(null, "json", snapshot.Text);
    }

    // Every other json file gets here too; a comparer is asked only about texts that differ.
    private static Task<CompareResult> CompareAsync(string received, string verified, IReadOnlyDictionary<string, object> context)
    {
        var problems = Snapshots.TryGetValue(context, out var snapshot) ? snapshot.Compare(verified, "") : null;
        return Task.FromResult(problems switch
        {
            null => CompareResult.NotEqual(),
            [] => CompareResult.Equal,
            _ => CompareResult.NotEqual(string.Join('\n', problems)),
        });
    }
}
