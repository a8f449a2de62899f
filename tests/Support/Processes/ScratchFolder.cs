namespace Onair.Tests.Support;

/// <summary>The folder of a process that was killed: its children may still write into it for a moment.</summary>
internal static class ScratchFolder
{
    public static Task DeleteAsync(DirectoryInfo folder) => Eventually.ShouldBeAsync(() => TryDelete(folder.FullName), $"{folder} can be deleted");

    private static bool TryDelete(string folder)
    {
        try
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
