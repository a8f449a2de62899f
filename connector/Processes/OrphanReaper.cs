using System.Globalization;
using System.Runtime.InteropServices;
using Onair.Processes;

namespace Onair.ConnectorPod.Processes;

/// <summary>
/// Waits for the processes that others left behind: the browser's children whose parent died become children of process 1, and would stay
/// as zombies. .NET waits only for what it started itself.
/// </summary>
internal sealed partial class OrphanReaper : IDisposable
{
    private const int AdoptOrphans = 36; // PR_SET_CHILD_SUBREAPER, prctl(2)
    private const int NoHang = 1; // WNOHANG, waitpid(2)

    private readonly PosixSignalRegistration _ended;

    private OrphanReaper()
    {
        // As process 1 this changes nothing; outside of a pod, orphans come to this process instead of the machine's init.
        _ = SetProcess(AdoptOrphans, 1, 0, 0, 0);
        _ended = PosixSignalRegistration.Create(PosixSignal.SIGCHLD, _ => Reap());
    }

    /// <summary>Begins to wait for orphans.</summary>
    public static OrphanReaper Start() => new();

    /// <summary>Ends every process below this one.</summary>
    public static void KillAll()
    {
        foreach (var child in Children()) _ = Kill(child, 9);
    }

    public void Dispose() => _ended.Dispose();

    private static void Reap()
    {
        foreach (var child in Children().Where(c => !ChildProcess.IsOurs(c) && IsZombie(c))) _ = WaitFor(child, out _, NoHang);
    }

    private static List<int> Children()
    {
        var children = new List<int>();
        foreach (var thread in Directory.GetDirectories("/proc/self/task"))
        {
            foreach (var id in Read($"{thread}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
                children.Add(int.Parse(id, CultureInfo.InvariantCulture));
        }

        return children;
    }

    // The third field, after the command in parentheses.
    private static bool IsZombie(int id)
    {
        var stat = Read($"/proc/{id.ToString(CultureInfo.InvariantCulture)}/stat");
        var end = stat.LastIndexOf(')');
        return end > 0 && stat.Length > end + 2 && stat[end + 2] == 'Z';
    }

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return ""; // it has ended
        }
    }

    [LibraryImport("libc", EntryPoint = "prctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetProcess(int option, nuint argument2, nuint argument3, nuint argument4, nuint argument5);

    [LibraryImport("libc", EntryPoint = "waitpid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int WaitFor(int id, out int status, int options);

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int id, int signal);
}
