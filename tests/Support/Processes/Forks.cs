using System.Collections.Concurrent;
using System.Diagnostics;

namespace Onair.Tests.Support;

/// <summary>
/// Starts processes that end with this one. The kernel's parent-death signal is tied to the thread that forked, and a
/// thread of the pool ends when there is nothing to do: so one thread that lives as long as the process does all of it.
/// </summary>
internal static class Forks
{
    private static readonly BlockingCollection<Action> Queue = StartThread();

    /// <param name="start">A command of setpriv with <c>--pdeathsig</c>.</param>
    public static Task<Process> StartAsync(ProcessStartInfo start)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Queue.Add(() =>
        {
            try
            {
                started.SetResult(Process.Start(start)!);
            }
            catch (Exception e)
            {
                started.SetException(e);
            }
        });
        return started.Task;
    }

    private static BlockingCollection<Action> StartThread()
    {
        var forks = new BlockingCollection<Action>();
        new Thread(() =>
        {
            foreach (var fork in forks.GetConsumingEnumerable()) fork();
        })
        { IsBackground = true, Name = "fork" }.Start();
        return forks;
    }
}
