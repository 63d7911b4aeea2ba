using LoraParity.Engines;
using LoraParity.Plans;
using LoraParity.TestKit;
using Microsoft.Extensions.Logging;

[assembly: ParityEngine(typeof(ScriptedEngineFactory))]

namespace LoraParity.TestKit;

/// <summary>
/// Makes <see cref="ScriptedEngine"/>s. It announces itself in every output folder that holds the test kit, behind all real
/// engines: <c>engine: auto</c> picks it where no other is there.
/// </summary>
public sealed class ScriptedEngineFactory(EngineScript script) : IParityEngineFactory
{
    /// <summary>A factory with the default script.</summary>
    public ScriptedEngineFactory()
        : this(new EngineScript())
    {
    }

    /// <inheritdoc />
    public string Name => "scripted";

    /// <inheritdoc />
    public int Priority => -1000;

    /// <summary>How many engines it made.</summary>
    public int Made { get; private set; }

    /// <inheritdoc />
    public string? WhyUnavailable(EngineSettings settings) =>
        script.UnavailableDevice is { } device && settings.Device != device ? null : script.Unavailable;

    /// <inheritdoc />
    public IParityEngine Create(EngineSettings settings, ILoggerFactory loggers)
    {
        Made++;
        return new ScriptedEngine(script);
    }
}
