using LoraParity.Inference.Tensors;
using LoraParity.Plans;

namespace LoraParity.Inference.Lockstep.Memory;

/// <summary>
/// Which backend runs which stage: the layers in sequence, an equal share for each entry; the embedding lies with the first layer,
/// the head with the last. Every weight and tensor of a stage is made by that stage's backend.
/// </summary>
internal sealed class Placement : IDisposable
{
    private readonly IReadOnlyList<ITensorBackend> _devices;
    private readonly Dictionary<ITensorBackend, WeightStore> _stores = [];
    private readonly int _layers;

    /// <summary>Places layers on devices.</summary>
    /// <param name="devices">The entries of the map; one device may come several times.</param>
    /// <param name="layers">Layers of the model.</param>
    /// <param name="settings">Says what each device may hold.</param>
    /// <param name="plan">What the run does with its memory; null where nothing is planned.</param>
    /// <param name="clock">Told of the time that reading and deriving weights take; null tells nobody.</param>
    public Placement(IReadOnlyList<ITensorBackend> devices, int layers, EngineSettings settings, MemoryPlan? plan = null, StageClock? clock = null)
    {
        (_devices, _layers) = (devices, layers);
        foreach (var device in devices.Distinct())
            _stores[device] = new WeightStore(device, Limits(device, settings, plan), clock);
    }

    /// <summary>Every device, each once.</summary>
    public IEnumerable<ITensorBackend> Devices => _stores.Keys;

    /// <summary>Bytes of weights on all devices.</summary>
    public long WeightBytes => _stores.Values.Sum(store => store.Bytes);

    /// <summary>The backend that runs a stage.</summary>
    public ITensorBackend Of(int stage) => _devices[Math.Clamp(stage - 1, 0, Math.Max(0, _layers - 1)) * _devices.Count / Math.Max(1, _layers)];

    /// <summary>The backend that holds what a stage yields: the next stage's.</summary>
    public ITensorBackend After(int stage) => Of(stage + 1);

    /// <summary>The weights of a stage's device.</summary>
    public WeightStore Store(int stage) => _stores[Of(stage)];

    /// <summary>Says whether another walk follows, for which weights stay as far as they fit.</summary>
    public void Keep(bool keeps)
    {
        foreach (var store in _stores.Values)
            store.Keeps = keeps;
    }

    /// <summary>A budget bounds all that the host's backend holds, but only the weights that stay on other devices.</summary>
    private static StoreLimits Limits(ITensorBackend device, EngineSettings settings, MemoryPlan? plan) => plan is not null && device.HonoursBudget
        ? plan.Store
        : new StoreLimits(MemoryBudget.ForWeights(settings, device.FreeBytes), long.MaxValue, plan?.Store.ReadsAhead ?? false);

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var store in _stores.Values)
            store.Dispose();
    }
}
