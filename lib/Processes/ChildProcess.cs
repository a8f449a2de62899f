using System.Collections.Concurrent;
using System.Diagnostics;

namespace Onair.Processes;

/// <summary>A program that this one runs. It ends with this process, even when that is killed.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private const int KeptLines = 8;
    private const int LongestLine = 300;

    // Those that .NET waits for; every other child is an orphan.
    private static readonly ConcurrentDictionary<int, bool> Running = new();

    private readonly Process _process;
    private readonly Queue<string> _errors = new();
    private readonly Action<string>? _onLine;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _tree;

    private ChildProcess(Process process, Action<string>? onLine, bool readOutput)
    {
        // Asked for at any time, also when the process is gone and disposed of.
        (_process, Id, _onLine) = (process, process.Id, onLine);
        Running[Id] = true;
        _process.Exited += (_, _) => _ended.TrySetResult();
        _process.EnableRaisingEvents = true;
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginErrorReadLine();
        // A full pipe would stop whoever writes into it.
        if (!readOutput) _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        Exited = WaitAsync();
    }

    /// <summary>Its number.</summary>
    public int Id { get; }

    /// <summary>Completes when the process has ended. Children of it may still live, and write to its standard error.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Completes when the process has ended and its last words are read.</summary>
    public Task Exited { get; }

    /// <summary>How it has ended.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>Its standard input.</summary>
    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>Its standard output.</summary>
    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>The last lines it wrote to its standard error. They may name URLs, so they are for logs alone.</summary>
    public string LastWords
    {
        get
        {
            lock (_errors) return string.Join(" | ", _errors);
        }
    }

    /// <summary>Whether a process was started here and has not been waited for yet.</summary>
    public static bool IsOurs(int id) => Running.ContainsKey(id);

    /// <summary>Starts a program of the search path.</summary>
    /// <param name="program">Its name or path.</param>
    /// <param name="arguments">Visible to every process of the pod: no URLs, no keys.</param>
    /// <param name="environment">Variables to set; null removes one.</param>
    /// <param name="onLine">Sees every line of its standard error.</param>
    /// <param name="readOutput">Whether <see cref="Output"/> is read; what is written to it is lost otherwise.</param>
    /// <param name="workingDirectory">Its folder; null for that of this process.</param>
    /// <param name="tree">Whether it starts processes of its own, which are to be killed with it.</param>
    /// <exception cref="System.ComponentModel.Win32Exception"><c>setpriv</c> is missing.</exception>
    public static async Task<ChildProcess> StartAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null, Action<string>? onLine = null,
        bool readOutput = false, bool tree = false, string? workingDirectory = null)
    {
        var start = new ProcessStartInfo("setpriv", ["--pdeathsig", "KILL", "--", program, .. arguments])
        {
            WorkingDirectory = workingDirectory ?? "",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            if (value is null) start.Environment.Remove(name);
            else start.Environment[name] = value;
        }

        return new ChildProcess(await ForkThread.StartAsync(start), onLine, readOutput) { _tree = tree };
    }

    /// <summary>Kills it. One that has ended is no error.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill(_tree);
        }
        catch (Exception e) when (e is InvalidOperationException or AggregateException)
        {
            // It has ended by itself, or one of its children has meanwhile.
        }
    }

    /// <summary>Kills it, and waits for its end.</summary>
    public async ValueTask DisposeAsync()
    {
        Kill();
        await Exited;
        _process.Dispose();
    }

    private async Task WaitAsync()
    {
        await _process.WaitForExitAsync(CancellationToken.None);
        Running.TryRemove(Id, out _);
    }

    private void Keep(string? line)
    {
        if (string.IsNullOrWhiteSpace(line)) return;
        _onLine?.Invoke(line);
        lock (_errors)
        {
            _errors.Enqueue(line.Length > LongestLine ? line[..LongestLine] : line);
            if (_errors.Count > KeptLines) _errors.Dequeue();
        }
    }
}
