using System.Globalization;
using System.Text.RegularExpressions;
using LoraParity.Diagnostics;
using LoraParity.Inference.Lockstep;
using LoraParity.Inference.Tensors.Cpu;
using LoraParity.Plans;
using Microsoft.Extensions.Logging.Abstractions;

namespace LoraParity.Inference.Tests.Lockstep.Memory;

public sealed class MemoryPlanTests : IDisposable
{
    private const long MebiByte = 1 << 20;

    private readonly RandomModel _model = new();

    [Fact]
    public void Run_LeastBudget_StaysUnderItAndGivesTheSameBits()
    {
        var (free, unbound) = Run(budget: null);
        var least = Least();
        var (streamed, peak) = Run(least);
        Assert.Equal(free, streamed);
        Assert.InRange(peak, 1, least);
        Assert.True(least < unbound, $"{least} bytes are no less than the {unbound} bytes that the run takes where it may.");
    }

    [Fact]
    public void Run_LargerBudgets_StayUnderThem()
    {
        foreach (var factor in new[] { 1.3, 2 })
        {
            var budget = (long)(Least() * factor);
            Assert.InRange(Run(budget).Peak, 1, budget);
        }
    }

    [Fact]
    public void Run_FreeDecodingWithLittleMemory_GivesTheSameBits()
    {
        var request = _model.Request(budget: null) with { Decode = DecodeMode.Free };
        var little = request with { Engine = request.Engine with { MemoryBudget = 2 * Least() } };
        Assert.Equal(RunHashes.Of(request, Golden.Run(request)), RunHashes.Of(little, Golden.Run(little)));
    }

    [Fact]
    public void Run_BudgetBelowTheLeast_SaysHowMuchItNeeds()
    {
        var exception = Assert.Throws<InputException>(() => Run(10 * MebiByte));
        Assert.Matches(
            "^'memory_budget' is 10 MiB, but this run holds at least [0-9]+ MiB at once \\(one layer of one variant, and the hidden states and logits of all\\); allow that much, or run fewer variants or shorter prompts\\.$",
            exception.Message);
        Assert.Throws<InputException>(() => Run(Least() - MebiByte - 1));
    }

    public void Dispose() => _model.Dispose();

    /// <summary>What the message of a budget that is too small asks for.</summary>
    private long Least()
    {
        var message = Assert.Throws<InputException>(() => Run(1)).Message;
        return long.Parse(Regex.Match(message, "at least ([0-9]+) MiB").Groups[1].Value, CultureInfo.InvariantCulture) * MebiByte;
    }

    private (SortedDictionary<string, string> Hashes, long Peak) Run(long? budget)
    {
        var request = _model.Request(budget);
        using var backend = new CpuBackend(2, budget);
        using var engine = new LockstepEngine(backend, NullLoggerFactory.Instance);
        var recorder = new RunRecorder(request.Variants);
        engine.Run(request, recorder, default);
        return (RunHashes.Of(request, recorder), backend.Buffers.PeakBytes);
    }
}
