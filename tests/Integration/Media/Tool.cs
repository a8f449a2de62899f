using System.Diagnostics;

namespace Onair.Tests.Integration.Media;

/// <summary>Runs ffmpeg and ffprobe beside the engine.</summary>
internal static class Tool
{
    /// <summary>Pushes a moving picture and a tone until it is disposed, or for so many seconds.</summary>
    /// <param name="port">Of the RTMP server on loopback.</param>
    /// <param name="path">Application and stream.</param>
    /// <param name="seconds">For how long.</param>
    /// <param name="gop">Distance of key frames, in frames of 1/30 s.</param>
    public static Publisher Publish(int port, string path, int seconds = 3_600, int gop = 30) =>
        new(Start("ffmpeg", PublishArguments(Url(port, path), seconds, gop)));

    /// <summary>Pushes to a URL until it is disposed.</summary>
    public static Publisher PublishTo(string url) => new(Start("ffmpeg", PublishArguments(url, seconds: 3_600, gop: 30)));

    /// <summary>Pushes until the program ends by itself, which it does when it is refused.</summary>
    public static Task<(int ExitCode, TimeSpan Elapsed)> PublishToEndAsync(int port, string path) => PublishToEndAsync(Url(port, path));

    /// <inheritdoc cref="PublishToEndAsync(int, string)"/>
    public static async Task<(int ExitCode, TimeSpan Elapsed)> PublishToEndAsync(string url)
    {
        var clock = Stopwatch.StartNew();
        using var ffmpeg = Start("ffmpeg", PublishArguments(url, seconds: 60, gop: 30));
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await ffmpeg.WaitForExitAsync(limit.Token);
        return (ffmpeg.ExitCode, clock.Elapsed);
    }

    public static async Task<string> ProbeAsync(byte[] media, params string[] arguments)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, media);
            using var ffprobe = Start("ffprobe", ["-v", "error", .. arguments, file]);
            var text = await ffprobe.StandardOutput.ReadToEndAsync();
            await ffprobe.WaitForExitAsync();
            return text.Trim();
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Url(int port, string path) => $"rtmp://127.0.0.1:{port}/{path}";

    private static string[] PublishArguments(string url, int seconds, int gop) =>
    [
        "-hide_banner", "-loglevel", "error", "-re", "-f", "lavfi", "-i", "testsrc2=s=640x360:r=30",
        "-f", "lavfi", "-i", "sine=r=48000", "-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-pix_fmt", "yuv420p",
        "-t", $"{seconds}", "-g", $"{gop}", "-b:v", "800k", "-c:a", "aac", "-f", "flv", url,
    ];

    /// <summary>Starts a program that ends with this process, however that ends.</summary>
    public static Process Start(string program, IEnumerable<string> arguments)
    {
        // setpriv: a test run that is killed leaves no publisher behind.
        var start = new ProcessStartInfo("setpriv", ["--pdeathsig", "KILL", program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardInput = true };
        return Forks.StartAsync(start).GetAwaiter().GetResult();
    }

    internal sealed class Publisher(Process process) : IAsyncDisposable
    {
        /// <summary>SIGSTOP: the connection stays, nothing comes any more.</summary>
        public void Freeze() => Signals.Send(process.Id, Signals.Stop).ShouldBe(0);

        /// <summary>Returns when it has ended by itself, as it does when it is disconnected.</summary>
        public async Task EndedAsync()
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            await process.WaitForExitAsync(limit.Token);
        }

        public async ValueTask DisposeAsync()
        {
            if (process.HasExited) return;
            process.Kill();
            await process.WaitForExitAsync();
        }
    }
}
