using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Onair.Tests.E2E.Tools;

/// <summary>An encoder at somebody's desk: ffmpeg pushing a moving picture and a tone by RTMP in real time.</summary>
internal sealed class Publisher : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _log = new();
    private readonly Task _progress;
    private readonly Task _errors;
    private long _publishedMicroseconds;

    private Publisher(string url, string size, int frameRate)
    {
        _process = Process.Start(new ProcessStartInfo("ffmpeg", Arguments(url, size, frameRate))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _progress = ReadProgressAsync();
        _errors = ReadErrorsAsync();
    }

    /// <summary>How much video has left so far, by ffmpeg's own count.</summary>
    public TimeSpan Published => TimeSpan.FromMicroseconds(Interlocked.Read(ref _publishedMicroseconds));

    public bool IsRunning => !_process.HasExited;

    public string Log
    {
        get
        {
            lock (_log) return _log.ToString();
        }
    }

    /// <param name="url">With the stream key.</param>
    /// <param name="size">Of the picture, as ffmpeg takes it.</param>
    /// <param name="frameRate">Frames per second.</param>
    public static Publisher Start(string url, string size = "640x360", int frameRate = 30) => new(url, size, frameRate);

    /// <summary>Waits for a push that is expected to be refused; its exit code.</summary>
    public async Task<int> WaitForExitAsync(TimeSpan timeout)
    {
        using var deadline = new CancellationTokenSource(timeout);
        await _process.WaitForExitAsync(deadline.Token);
        await Task.WhenAll(_progress, _errors);
        return _process.ExitCode;
    }

    /// <summary>Ends the push as an encoder does that is switched off; how much video was sent.</summary>
    public async Task<TimeSpan> StopAsync()
    {
        if (IsRunning)
        {
            await _process.StandardInput.WriteAsync('q');
            await _process.StandardInput.FlushAsync();
        }

        await WaitForExitAsync(TimeSpan.FromMinutes(2));
        return Published;
    }

    /// <summary>Ends the push as a power cut does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await WaitForExitAsync(TimeSpan.FromMinutes(2));
    }

    public async ValueTask DisposeAsync()
    {
        if (IsRunning) _process.Kill();
        await _process.WaitForExitAsync();
        await Task.WhenAll(_progress, _errors);
        _process.Dispose();
    }

    private static string[] Arguments(string url, string size, int frameRate) =>
    [
        "-v", "error", "-progress", "pipe:1", "-stats_period", "0.5",
        "-re", "-f", "lavfi", "-i", $"testsrc2=size={size}:rate={frameRate}",
        "-re", "-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000",
        "-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-pix_fmt", "yuv420p", "-b:v", "800k", "-g", $"{2 * frameRate}",
        "-c:a", "aac", "-b:a", "96k", "-f", "flv", url,
    ];

    private async Task ReadProgressAsync()
    {
        const string Key = "out_time_us=";
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(Key, StringComparison.Ordinal)
                && long.TryParse(line.AsSpan(Key.Length), CultureInfo.InvariantCulture, out var microseconds))
                Interlocked.Exchange(ref _publishedMicroseconds, microseconds);
        }
    }

    private async Task ReadErrorsAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            lock (_log) _log.AppendLine(line);
        }
    }
}
