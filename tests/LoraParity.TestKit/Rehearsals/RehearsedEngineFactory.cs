using LoraParity.Engines;
using LoraParity.Plans;
using Microsoft.Extensions.Logging;

namespace LoraParity.TestKit.Rehearsals;

/// <summary>
/// Makes <see cref="RehearsedEngine"/>s for every spec of a test assembly that announces it with
/// <see cref="ParityEngineAttribute"/>.
/// </summary>
public sealed class RehearsedEngineFactory : IParityEngineFactory
{
    public string Name => "rehearsed";

    public int Priority => 1;

    public string? WhyUnavailable(EngineSettings settings) => null;

    public IParityEngine Create(EngineSettings settings, ILoggerFactory loggers) =>
        new RehearsedEngine(loggers.CreateLogger("Engine"));
}
