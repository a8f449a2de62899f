using System.Diagnostics;
using Onair.Processes;

namespace Onair.Splitter.Ffmpeg;

/// <summary>Consumes bytes of a pipe.</summary>
internal delegate ValueTask PipeWrite(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

/// <summary>An ffmpeg process, fed by standard input and read from standard output. It ends with this process, even when that is killed.</summary>
internal sealed class FfmpegProcess : IAsyncDisposable
{
    private const int KeptLines = 12;

    private readonly Process _process;
    private readonly CancellationTokenSource _stop;
    private readonly Task<string> _errors;
    private Task _feeding = Task.CompletedTask;

    private FfmpegProcess(Process process, CancellationToken cancellationToken)
    {
        (_process, _stop) = (process, CancellationTokenSource.CreateLinkedTokenSource(cancellationToken));
        _errors = LastLinesAsync(process.StandardError);
    }

    /// <summary>Runs ffmpeg to completion.</summary>
    /// <param name="arguments">Arguments after <c>ffmpeg -hide_banner -loglevel error</c>.</param>
    /// <param name="feed">Writes its input.</param>
    /// <param name="take">Consumes its output.</param>
    /// <param name="cancellationToken">Kills the process.</param>
    /// <exception cref="SplitException">ffmpeg failed; the message has its last lines.</exception>
    public static async Task RunAsync(IEnumerable<string> arguments, Func<PipeWrite, CancellationToken, Task> feed, PipeWrite take, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("setpriv", ["--pdeathsig", "KILL", "--", "ffmpeg", "-hide_banner", "-loglevel", "error", .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        await using var ffmpeg = new FfmpegProcess(await ForkThread.StartAsync(start), cancellationToken);
        await ffmpeg.RunAsync(feed, take, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        await _feeding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _errors;
        _process.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync(Func<PipeWrite, CancellationToken, Task> feed, PipeWrite take, CancellationToken cancellationToken)
    {
        _feeding = FeedAsync(feed);
        var buffer = new byte[64 * 1024];
        while (await _process.StandardOutput.BaseStream.ReadAsync(buffer, cancellationToken) is > 0 and var read) await take(buffer.AsMemory(0, read), cancellationToken);
        await _process.WaitForExitAsync(cancellationToken);
        await _feeding;
        if (_process.ExitCode != 0) throw new SplitException($"ffmpeg ended with {_process.ExitCode}: {await _errors}");
    }

    private async Task FeedAsync(Func<PipeWrite, CancellationToken, Task> feed)
    {
        var input = _process.StandardInput.BaseStream;
        var closed = false;
        try
        {
            await feed(WriteAsync, _stop.Token);
        }
        catch (IOException) when (closed)
        {
            // It needs no more input, or it has exited: the exit code says which.
        }
        finally
        {
            try
            {
                input.Close();
            }
            catch (IOException)
            {
                // It has exited already.
            }
        }

        async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken token)
        {
            try
            {
                await input.WriteAsync(bytes, token);
            }
            catch (IOException)
            {
                closed = true;
                throw;
            }
        }
    }

    private static async Task<string> LastLinesAsync(StreamReader reader)
    {
        var lines = new Queue<string>();
        while (await reader.ReadLineAsync(CancellationToken.None) is { } line)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            lines.Enqueue(line.Length > 300 ? line[..300] : line);
            if (lines.Count > KeptLines) lines.Dequeue();
        }

        return string.Join('\n', lines);
    }
}
