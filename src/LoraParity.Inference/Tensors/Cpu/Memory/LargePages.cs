using System.Runtime.InteropServices;

namespace LoraParity.Inference.Tensors.Cpu.Memory;

/// <summary>
/// Asks the system to back large buffers by large pages. Weights are allocated anew for each layer: with small pages the system
/// spends more time on providing them than the kernels on filling them.
/// </summary>
internal static unsafe partial class LargePages
{
    /// <summary>The size of a large page on x64 and most arm64 systems.</summary>
    public const int Size = 2 << 20;

    private const int HugePageAdvice = 14;

    /// <summary>Gives the advice where the system takes it.</summary>
    /// <param name="memory">Aligned to <see cref="Size"/>.</param>
    /// <param name="bytes">Its size.</param>
    public static void Advise(void* memory, nuint bytes)
    {
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            // A refusal changes nothing but the time it takes.
            _ = MemoryAdvise(memory, bytes, HugePageAdvice);
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            // A system without this call works with small pages.
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int MemoryAdvise(void* address, nuint length, int advice);
}
