using System.Collections.Concurrent;
using System.Diagnostics;

namespace Onair.Processes;

/// <summary>
/// Starts child processes from one thread that lives as long as this process. The kernel kills them when the thread that forked
/// them ends, and threads of the pool end when they are idle.
/// </summary>
public static class ForkThread
{
    private static readonly BlockingCollection<Action> Requests = Start();

    /// <summary>Starts a process.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">The program is missing or cannot be run.</exception>
    public static Task<Process> StartAsync(ProcessStartInfo start)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Requests.Add(() =>
        {
            try
            {
                started.SetResult(Process.Start(start)!);
            }
            catch (Exception e) // handled by the caller; this thread keeps running
            {
                started.SetException(e);
            }
        });
        return started.Task;
    }

    private static BlockingCollection<Action> Start()
    {
        var requests = new BlockingCollection<Action>();
        new Thread(() =>
        {
            foreach (var request in requests.GetConsumingEnumerable()) request();
        })
        { IsBackground = true, Name = "fork" }.Start();
        return requests;
    }
}
