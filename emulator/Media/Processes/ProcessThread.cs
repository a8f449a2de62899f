using System.Collections.Concurrent;
using System.Diagnostics;

namespace Onair.Emulator.Media.Processes;

/// <summary>
/// Starts child processes from one thread that lives as long as the emulator. The children ask the kernel to be killed
/// when their parent dies, and the kernel takes the thread that forked them for the parent: a pool thread that ends
/// after some idle seconds would take its children along.
/// </summary>
internal sealed class ProcessThread : IDisposable
{
    private readonly BlockingCollection<(ProcessStartInfo Start, TaskCompletionSource<Process> Started)> _requests = [];

    private readonly Thread _thread;

    public ProcessThread()
    {
        _thread = new Thread(Run) { IsBackground = true, Name = "process starter" };
        _thread.Start();
    }

    /// <summary>Starts a process.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">The program is missing or cannot be run.</exception>
    public Task<Process> StartAsync(ProcessStartInfo start)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        _requests.Add((start, started));
        return started.Task;
    }

    public void Dispose()
    {
        _requests.CompleteAdding();
        _thread.Join();
        _requests.Dispose();
    }

    private void Run()
    {
        foreach (var (start, started) in _requests.GetConsumingEnumerable())
        {
            try
            {
                started.SetResult(Process.Start(start)!);
            }
            catch (Exception exception) // handled by the caller; this thread keeps running
            {
                started.SetException(exception);
            }
        }
    }
}
