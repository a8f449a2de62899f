using System.Runtime.InteropServices;
using Onair.Processes;

namespace Onair.ConnectorPod.Pages;

/// <summary>
/// Whether the browser can have its own sandbox: it needs user namespaces, which many nodes and the runtime's default seccomp profile refuse.
/// Without them the pod is the sandbox: no root, no capabilities, a read-only root file system, and a NetworkPolicy.
/// </summary>
internal static partial class Sandbox
{
    private static readonly Lazy<Task<bool>> Known = new(TryAsync);

    public static Task<bool> IsPossibleAsync() => Known.Value;

    private static async Task<bool> TryAsync()
    {
        // Chromium refuses to run as root with it.
        if (UserId() == 0) return false;
        try
        {
            // What Chromium itself does: new user, process and network namespaces.
            await using var trial = await ChildProcess.StartAsync("unshare", ["--user", "--map-root-user", "--pid", "--net", "--fork", "/bin/true"]);
            await trial.Exited;
            return trial.LastWords.Length == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint UserId();
}
