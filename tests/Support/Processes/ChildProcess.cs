using System.Diagnostics;

namespace Onair.Tests.Support;

/// <summary>A process that ends with this one, however this one ends.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StreamWriter _log;
    private readonly Lock _logLock = new();

    private ChildProcess(Process process, string logPath)
    {
        (_process, LogPath) = (process, logPath);
        _log = new StreamWriter(new FileStream(logPath, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
        process.OutputDataReceived += (_, e) => Log(e.Data);
        process.ErrorDataReceived += (_, e) => Log(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public string LogPath { get; }

    public bool HasExited => _process.HasExited;

    /// <summary>Of a process that has ended.</summary>
    public int ExitCode => _process.ExitCode;

    public static async Task<ChildProcess> StartAsync(string file, IEnumerable<string> arguments, string logPath, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("setpriv", ["--pdeathsig", "KILL", "--", file, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return new ChildProcess(await Forks.StartAsync(start), logPath);
    }

    /// <summary>SIGKILL, as an out-of-memory kill would.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Sends a signal of <see cref="Signals"/>.</summary>
    public void Signal(int signal) => _ = Signals.Send(_process.Id, signal);

    public Task WaitForExitAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    public string Tail(int lines = 20) => string.Join('\n', ReadLog().Split('\n').TakeLast(lines));

    public string ReadLog()
    {
        using var reader = new StreamReader(new FileStream(LogPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        lock (_logLock) _log.Dispose();
        _process.Dispose();
    }

    private void Log(string? line)
    {
        if (line is null) return;
        lock (_logLock)
        {
            if (_log.BaseStream.CanWrite) _log.WriteLine(line);
        }
    }
}
