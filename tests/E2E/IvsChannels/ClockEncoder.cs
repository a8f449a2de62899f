using System.Diagnostics;

namespace Onair.Tests.E2E.IvsChannels;

/// <summary>
/// An encoder whose picture is the time in bars, as the emulator's meeting shows it (picture.js): 24 bits of the time in hundredths of a second,
/// then 8 bits to tell a misread one. ffmpeg pushes it by RTMPS and verifies the certificate of the ingest.
/// </summary>
internal sealed class ClockEncoder : IAsyncDisposable
{
    private const int Width = 64, Height = 36, FrameRate = 25;

    private readonly Process _process;
    private readonly CancellationTokenSource _off = new();
    private readonly Task _frames;
    private readonly Task<string> _errors;

    private ClockEncoder(string url, string authority)
    {
        _process = Process.Start(new ProcessStartInfo("ffmpeg", Arguments(url, authority)) { RedirectStandardInput = true, RedirectStandardError = true })!;
        _errors = _process.StandardError.ReadToEndAsync();
        _frames = DrawAsync();
    }

    /// <param name="url">Where to push, with the stream key.</param>
    /// <param name="authority">PEM file of the authority that signs the certificate of the ingest.</param>
    public static ClockEncoder Start(string url, string authority) => new(url, authority);

    /// <summary>Ends the push; what ffmpeg complained about, without the stream key.</summary>
    public async Task<string> StopAsync()
    {
        await _off.CancelAsync();
        await _frames;
        if (!_process.HasExited) _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        return await _errors;
    }

    public async ValueTask DisposeAsync()
    {
        await _off.CancelAsync();
        await _frames;
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _off.Dispose();
    }

    private static string[] Arguments(string url, string authority) =>
    [
        // A frame has the time at which it arrives, however late this machine is with it.
        "-v", "error", "-f", "rawvideo", "-pixel_format", "gray", "-video_size", $"{Width}x{Height}", "-framerate", $"{FrameRate}",
        "-use_wallclock_as_timestamps", "1", "-i", "pipe:0",
        "-re", "-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000",
        "-vf", $"scale={10 * Width}:{10 * Height}:flags=neighbor,format=yuv420p,fps={FrameRate}",
        "-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-b:v", "800k", "-g", $"{FrameRate}",
        "-c:a", "aac", "-b:a", "96k", "-shortest", "-f", "flv", "-tls_verify", "1", "-ca_file", authority, url,
    ];

    private async Task DrawAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / FrameRate));
        try
        {
            while (await timer.WaitForNextTickAsync(_off.Token))
            {
                await _process.StandardInput.BaseStream.WriteAsync(Picture(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()), _off.Token);
                await _process.StandardInput.BaseStream.FlushAsync(_off.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // It is switched off, or ffmpeg has ended; its errors say why.
        }
    }

    private static byte[] Picture(long milliseconds)
    {
        var time = (uint)(milliseconds / 10) & 0xFF_FFFF;
        var bits = (time << 8) | (((time >> 16) + (time >> 8) + time + 0xA5) & 0xFF);
        var row = Enumerable.Range(0, Width).Select(x => (bits >> (31 - (x * 32 / Width)) & 1) == 1 ? byte.MaxValue : (byte)0).ToArray();
        return [.. Enumerable.Repeat(row, Height).SelectMany(pixels => pixels)];
    }
}
