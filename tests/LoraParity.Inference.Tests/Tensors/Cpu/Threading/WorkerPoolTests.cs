using LoraParity.Inference.Tensors.Cpu.Threading;

namespace LoraParity.Inference.Tests.Tensors.Cpu.Threading;

public sealed class WorkerPoolTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Run_ManyRounds_DoesEveryItemOnce(int threads)
    {
        using var pool = new WorkerPool(threads);
        var work = new CountingWork(1000);
        for (var round = 1; round <= 50; round++)
        {
            pool.Run(work, 1000, 7);
            Assert.All(work.Counts, count => Assert.Equal(round, count));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Run_ItemThatFails_ThrowsToTheCallerAndThePoolGoesOn(int threads)
    {
        using var pool = new WorkerPool(threads);
        var failing = new CountingWork(100) { FailAt = 57 };

        var exception = Assert.Throws<InvalidDataException>(() => pool.Run(failing, 100, 1));

        Assert.Equal("Item 57.", exception.Message);
        var work = new CountingWork(100);
        pool.Run(work, 100, 1);
        Assert.All(work.Counts, count => Assert.Equal(1, count));
    }

    [Fact]
    public void Run_SeveralCallers_WaitForEachOther()
    {
        using var pool = new WorkerPool(3);
        var works = Enumerable.Range(0, 8).Select(_ => new CountingWork(500)).ToArray();

        Parallel.ForEach(works, work => pool.Run(work, 500, 3));

        Assert.All(works, work => Assert.All(work.Counts, count => Assert.Equal(1, count)));
    }

    [Fact]
    public void Run_FromWithinAnItem_IsDoneByThatThread()
    {
        using var pool = new WorkerPool(2);
        var inner = Enumerable.Range(0, 20).Select(_ => new CountingWork(50)).ToArray();

        pool.Run(new NestingWork(pool, inner), inner.Length, 1);

        Assert.All(inner, work => Assert.All(work.Counts, count => Assert.Equal(1, count)));
    }

    [Fact]
    public void Run_NoItems_ReturnsAtOnce()
    {
        using var pool = new WorkerPool(2);
        var work = new CountingWork(1);

        pool.Run(work, 0, 1);

        Assert.Equal([0], work.Counts);
    }

    private sealed class CountingWork(int items) : Work
    {
        public int[] Counts { get; } = new int[items];

        public int? FailAt { get; init; }

        protected override void Run(int first, int count)
        {
            for (var item = first; item < first + count; item++)
            {
                if (item == FailAt)
                    throw new InvalidDataException($"Item {item}.");
                Interlocked.Increment(ref Counts[item]);
            }
        }
    }

    private sealed class NestingWork(WorkerPool pool, CountingWork[] inner) : Work
    {
        protected override void Run(int first, int count)
        {
            for (var item = first; item < first + count; item++)
                pool.Run(inner[item], 50, 1);
        }
    }
}
