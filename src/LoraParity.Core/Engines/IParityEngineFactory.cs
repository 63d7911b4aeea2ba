using LoraParity.Plans;
using Microsoft.Extensions.Logging;

namespace LoraParity.Engines;

/// <summary>
/// Makes engines of one kind. An assembly announces its factory with <see cref="ParityEngineAttribute"/>;
/// the factory has a public parameterless constructor that loads no model code and no native library.
/// </summary>
public interface IParityEngineFactory
{
    /// <summary>The value of the spec's <c>engine</c> field that picks this engine.</summary>
    string Name { get; }

    /// <summary>Order of preference for <c>engine: auto</c>; the highest that can run wins.</summary>
    int Priority { get; }

    /// <summary>Why these settings cannot run on this machine, as one sentence, or null where they can.</summary>
    string? WhyUnavailable(EngineSettings settings);

    /// <summary>What the engine found on this machine, for <c>loraparity doctor</c>; may load native libraries.</summary>
    IReadOnlyDictionary<string, string> Describe() => new Dictionary<string, string>();

    /// <summary>Makes an engine.</summary>
    IParityEngine Create(EngineSettings settings, ILoggerFactory loggers);
}
