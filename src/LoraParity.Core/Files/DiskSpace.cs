namespace LoraParity.Files;

/// <summary>Room on disks.</summary>
public static class DiskSpace
{
    /// <summary>Free bytes on a folder's disk; null where that cannot be asked, as on network shares of Windows.</summary>
    /// <param name="folder">Any path on it.</param>
    public static long? Free(string folder)
    {
        try
        {
            return new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
