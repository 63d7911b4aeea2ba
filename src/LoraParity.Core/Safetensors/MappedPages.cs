using System.Runtime.InteropServices;

namespace LoraParity.Safetensors;

/// <summary>Says which pages of a mapped file are needed soon, and which no longer.</summary>
internal static unsafe partial class MappedPages
{
    private const int DoNotNeed = 4;

    private static volatile int _sink;

    /// <summary>Brings pages into memory by reading a byte of each.</summary>
    public static void Touch(byte* start, long length)
    {
        var sum = 0;
        for (var at = 0L; at < length; at += Environment.SystemPageSize)
            sum += start[at];
        _sink = sum;
    }

    /// <summary>
    /// Takes pages out of this process's resident memory; they are read again where they are needed again. Where the system has no
    /// such call they stay until it wants the memory.
    /// </summary>
    public static void Release(byte* start, long length)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
            return;
        var page = (nuint)Environment.SystemPageSize;
        var first = (nuint)start / page * page;
        _ = Advise((void*)first, (nuint)start + (nuint)length - first, DoNotNeed);
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* address, nuint length, int advice);
}
