using System.Diagnostics;
using Onair.Processes;

namespace Onair.Emulator.Media.Processes;

/// <summary>A running ffmpeg or nginx, killed by the kernel when the emulator dies, however it dies.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const int KeptLines = 8;

    private readonly Process _process;
    private readonly Queue<string> _errors = new();

    private ChildProcess(Process process)
    {
        // Asked for at any time, also when the process is gone and disposed of.
        (_process, Id) = (process, process.Id);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginErrorReadLine();
        Exited = _process.WaitForExitAsync(CancellationToken.None);
    }

    public int Id { get; }

    /// <summary>Completes when the process has ended and its last words are read.</summary>
    public Task Exited { get; }

    public int ExitCode => _process.ExitCode;

    public Stream Input => _process.StandardInput.BaseStream;

    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>The last lines it wrote to its standard error.</summary>
    public string LastWords
    {
        get
        {
            lock (_errors) return string.Join(" | ", _errors);
        }
    }

    /// <summary>Starts a program of the search path.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception"><c>setpriv</c> is missing.</exception>
    public static async Task<ChildProcess> StartAsync(
        string program, IEnumerable<string> arguments, string workingDirectory)
    {
        var start = new ProcessStartInfo("setpriv", ["--pdeathsig", "KILL", program, .. arguments])
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new ChildProcess(await ForkThread.StartAsync(start));
    }

    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await Exited;
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (string.IsNullOrWhiteSpace(line)) return;
        lock (_errors)
        {
            _errors.Enqueue(line);
            if (_errors.Count > KeptLines) _errors.Dequeue();
        }
    }
}
