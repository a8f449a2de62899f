using System.Runtime.InteropServices;

namespace Onair.Tests.Integration;

/// <summary>Linux's numbers of the signals the tests send.</summary>
public static class Signals
{
    public const int Terminate = 15;
    public const int Continue = 18;
    public const int Stop = 19;

    /// <summary>0 when it was sent.</summary>
    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Send(int pid, int signal);
}
