using LoraParity.Inference.Tensors.Cpu;
using LoraParity.Inference.Tests.Tensors.Cpu;

namespace LoraParity.Inference.Tests;

/// <summary>
/// This assembly started as a program: it prints which instructions it uses and the digest of what it computes, so that
/// a test can run it under the runtime's switches for instruction sets.
/// </summary>
public static class Program
{
    public static void Main()
    {
        using var backend = new CpuBackend(2);
        Console.WriteLine($"{backend.Describe()["instructions"]} {BitDigest.Of(backend)}");
    }
}
