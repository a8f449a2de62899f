using System.Runtime.InteropServices;

namespace Onair.Tests.Support;

/// <summary>Linux's numbers of the signals the tests send.</summary>
public static class Signals
{
    public const int Kill = 9;
    public const int Terminate = 15;
    public const int Continue = 18;
    public const int Stop = 19;

    /// <summary>0 when it was sent.</summary>
    public static int Send(int pid, int signal) => SendSignal(pid, signal);

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int pid, int signal);
}
