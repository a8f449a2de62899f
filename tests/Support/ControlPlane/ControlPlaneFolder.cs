using System.Diagnostics;
using System.Globalization;

namespace Onair.Tests.Support;

/// <summary>A control plane's files, in a folder that names the process it belongs to; folders of processes that died are swept.</summary>
internal static class ControlPlaneFolder
{
    private const string Prefix = "onair-control-plane-";

    public static string Create()
    {
        foreach (var folder in Directory.GetDirectories(Path.GetTempPath(), Prefix + "*"))
        {
            var owner = Path.GetFileName(folder)[Prefix.Length..].Split('-')[0];
            if (int.TryParse(owner, CultureInfo.InvariantCulture, out var pid) && !IsAlive(pid)) TryDelete(folder);
        }
        return Directory.CreateTempSubdirectory($"{Prefix}{Environment.ProcessId}-").FullName;
    }

    public static void TryDelete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // Another test run sweeps at the same time, or a file is still being written: the next run gets it.
        }
    }

    private static bool IsAlive(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
