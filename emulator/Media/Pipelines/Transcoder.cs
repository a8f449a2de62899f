using System.Net.Sockets;
using Onair.Processes;
using Onair.Recordings.Ts;

namespace Onair.Emulator.Media.Pipelines;

/// <summary>One ffmpeg that encodes one run, and the readers of its outputs.</summary>
internal sealed class Transcoder : IAsyncDisposable
{
    private static readonly TimeSpan FlushTime = TimeSpan.FromSeconds(5);

    private readonly ChildProcess _process;
    private readonly Socket[] _listeners;
    private readonly string[] _paths;
    private readonly RunOutputs _outputs;
    private readonly Task _reading;
    private bool _inputClosed;

    private Transcoder(ChildProcess process, Socket[] listeners, string[] paths, RunOutputs outputs)
    {
        (_process, _listeners, _paths, _outputs) = (process, listeners, paths, outputs);
        _reading = Task.WhenAll(listeners.Select(ReadAsync));
    }

    public int ProcessId => _process.Id;

    public string LastWords => _process.LastWords;

    /// <param name="outputs">Who takes the renditions.</param>
    /// <exception cref="IOException">The sockets cannot be made.</exception>
    public static async Task<Transcoder> StartAsync(
        RunDirectory directory, IReadOnlyList<Rendition> renditions,
        RunOutputs outputs, bool hasAudio)
    {
        var id = Guid.NewGuid().ToString("N")[..8];
        var paths = renditions.Select((_, index) => directory.File($"{id}-{index}")).ToArray();
        var listeners = paths.Select(Listen).ToArray();
        var threads = Math.Clamp(Environment.ProcessorCount, 1, 4);
        var arguments = renditions.Any(r => r.IsCopy)
            ? CopyArguments.Build(renditions, paths, hasAudio, threads)
            : TranscoderArguments.Build(renditions, paths, hasAudio, threads);
        try
        {
            var process = await ChildProcess.StartAsync("ffmpeg", arguments, readOutput: true, workingDirectory: directory.Path);
            return new Transcoder(process, listeners, paths, outputs);
        }
        catch
        {
            foreach (var listener in listeners) listener.Dispose();
            throw;
        }
    }

    /// <exception cref="IOException">The encoder has ended.</exception>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> stream, CancellationToken cancellationToken)
    {
        await _process.Input.WriteAsync(stream, cancellationToken);
        await _process.Input.FlushAsync(cancellationToken);
    }

    /// <summary>Ends the run: lets the encoder write what it holds, then completes the last segments.</summary>
    /// <exception cref="IOException">A segment could not be written.</exception>
    public async Task CompleteAsync()
    {
        try
        {
            _process.Input.Close();
        }
        catch (IOException)
        {
            // It exited before its input ended: its output is still read.
        }

        _inputClosed = true;
        await Task.WhenAny(_process.Exited, Task.Delay(FlushTime));
        _process.Kill();
        await _process.Exited;
        await _reading;
        await _outputs.CompleteAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_inputClosed) _process.Kill();
        await _process.DisposeAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _outputs.CompleteAsync();
        foreach (var listener in _listeners) listener.Dispose();
        foreach (var path in _paths) File.Delete(path);
    }

    private static Socket Listen(string path)
    {
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen(1);
        return listener;
    }

    private async Task ReadAsync(Socket listener, int rendition)
    {
        using var gone = new CancellationTokenSource();
        var accept = listener.AcceptAsync(gone.Token).AsTask();
        if (await Task.WhenAny(accept, _process.Exited) != accept && !accept.IsCompleted) await gone.CancelAsync();
        await ((Task)accept).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!accept.IsCompletedSuccessfully) return;
        using var output = await accept;
        var framer = new TsFramer();
        var buffer = new byte[64 * 1024];
        try
        {
            while (await output.ReceiveAsync(buffer.AsMemory()) is > 0 and var read) Cut(framer, buffer.AsSpan(0, read), rendition);
        }
        catch (SocketException)
        {
            // Killed during a write: the data before it is valid.
        }

        _outputs.End(rendition);
    }

    private void Cut(TsFramer framer, ReadOnlySpan<byte> chunk, int rendition)
    {
        framer.Append(chunk);
        while (framer.TryRead(out var packet)) _outputs.Write(rendition, packet);
    }
}
