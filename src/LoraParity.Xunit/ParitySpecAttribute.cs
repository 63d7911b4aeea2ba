using Xunit;
using Xunit.Sdk;

namespace LoraParity.Xunit;

/// <summary>
/// Turns parity specs into test cases: one case per variant and prompt of every spec that a glob matches, and one per spec
/// for the weights. The method's body is never run and may be empty.
/// </summary>
/// <remarks>
/// <para><see cref="FactAttribute.Skip"/> skips every case. <see cref="FactAttribute.Timeout"/> is how many milliseconds
/// the run of one spec may take; after that it is stopped and all its cases fail.
/// <see cref="FactAttribute.DisplayName"/> is ignored: cases are named <c>spec › variant › prompt</c>.</para>
/// <para>All cases of a spec that run together share one run of the engine. Each spec is a test collection of its own, unless
/// the class names one with <see cref="CollectionAttribute"/>.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("LoraParity.Xunit.Discovery.ParityDiscoverer", "LoraParity.Xunit")]
public sealed class ParitySpecAttribute : FactAttribute
{
    /// <summary>Names the specs.</summary>
    /// <param name="globs">
    /// Paths relative to the project's folder, with <c>*</c> within a name and <c>**</c> across folders, for example
    /// <c>specs/*.parity.yaml</c>; none means <c>**/*.parity.yaml</c>. A glob that matches nothing is a failing case.
    /// The project's <c>bin</c> and <c>obj</c> folders are not searched.
    /// </param>
    public ParitySpecAttribute(params string[] globs) => Globs = globs.Length == 0 ? ["**/*.parity.yaml"] : globs;

    /// <summary>The globs, at least one.</summary>
    public IReadOnlyList<string> Globs { get; }
}
