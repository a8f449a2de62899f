using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Onair.Emulator.Media;
using Onair.Emulator.Media.Encryption;
using Onair.Emulator.Media.Packaging;
using Onair.Emulator.Media.Ts;
using Onair.Recordings.Ts;

namespace Onair.Tests.Support;

/// <summary>
/// A channel that was on air for the last hour: real video, published by the real packager with keys of the real key
/// server, served as MediaPackage does. Only the waiting is left out.
/// </summary>
public sealed class RecordedHour : IAsyncDisposable
{
    public const string Content = "hour";
    public const int RotationSeconds = 60;
    public const int WindowSeconds = 3_600;

    private const string EndpointToken = "0123456789abcdef0123456789abcdef";

    // More than the window, so that its start is where the packager trimmed it.
    private const int VideoSeconds = WindowSeconds + 120;

    private static readonly Rendition[] Ladder = [new("90p", 160, 90, 100_000, 64_000, 5, 1, 2)];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onair-hour-");
    private readonly MediaOptions _options;
    private readonly PackageOrigin _origin;
    private WebApplication? _app;

    private RecordedHour()
    {
        _options = new MediaOptions([1, 2], _folder.FullName, Gateway.CallerSecret);
        _origin = new PackageOrigin(_options);
    }

    public GatewayProcess Gateway { get; } = GatewayProcess.Prepare();

    /// <summary>The master playlist.</summary>
    public Uri Master => new($"{_app!.Urls.Single()}/out/v1/{EndpointToken}/index.m3u8");

    /// <summary>A file of the only rendition: its playlist <c>index.m3u8</c>, a segment.</summary>
    public Uri Media(string file) => new(Master, $"90p/{file}");

    public static async Task<RecordedHour> MakeAsync()
    {
        var hour = new RecordedHour();
        try
        {
            await hour.Gateway.StartAsync();
            await hour.PublishAsync();
            await hour.ServeAsync();
            return hour;
        }
        catch
        {
            await hour.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
        _origin.Dispose();
        await Gateway.DisposeAsync();
        await ScratchFolder.DeleteAsync(_folder);
    }

    private async Task PublishAsync()
    {
        var now = TimeProvider.System.GetUtcNow();
        var encryption = new PackageEncryption(Content, [GatewayProcess.SystemId], Gateway.SpekeUrl, RotationSeconds, null, RepeatKeyTag: false);
        var endpoint = new PackageEndpoint(EndpointToken, "index", 4, 60, WindowSeconds, encryption);
        var store = _origin.Open(EndpointToken);
        using var speke = new SpekeClient(_options);
        var keys = new ContentKeyCache(speke, TimeProvider.System, NullLogger<KeyRing>.Instance);
        var clock = new RunClock(now.AddSeconds(-VideoSeconds), TimeSpan.Zero);
        var publisher = new SegmentPublisher(store, Ladder, clock, keys, NullLogger.Instance);
        var packager = new RunPackager(store, publisher, endpoint, Ladder, joins: false);
        await EncodeAsync(new TsSegmenter(packager.Sink(0)));
        await packager.CompleteAsync();
        _origin.Trim(now);
    }

    private static async Task EncodeAsync(TsSegmenter segmenter)
    {
        // A clock runs in the picture.
        using var ffmpeg = await Forks.StartAsync(new ProcessStartInfo(
            "setpriv",
            [
                "--pdeathsig", "KILL", "ffmpeg", "-nostdin", "-v", "error", "-f", "lavfi", "-i", "testsrc2=s=160x90:r=5", "-t", $"{VideoSeconds}",
                "-c:v", "libx264", "-preset", "ultrafast", "-profile:v", "main", "-pix_fmt", "yuv420p", "-g", "10", "-sc_threshold", "0", "-f", "mpegts", "pipe:1",
            ])
        { RedirectStandardOutput = true });
        var framer = new TsFramer();
        var buffer = new byte[64 * 1024];
        while (await ffmpeg.StandardOutput.BaseStream.ReadAsync(buffer) is > 0 and var read) Cut(framer, buffer.AsSpan(0, read), segmenter);
        segmenter.Complete();
        await ffmpeg.WaitForExitAsync();
        ffmpeg.ExitCode.ShouldBe(0);
    }

    private static void Cut(TsFramer framer, ReadOnlySpan<byte> chunk, TsSegmenter segmenter)
    {
        framer.Append(chunk);
        while (framer.TryRead(out var packet)) segmenter.Write(packet);
    }

    private async Task ServeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(_origin).AddSingleton(new Viewers(TimeProvider.System));
        _app = builder.Build();
        _app.MapPlayback();
        await _app.StartAsync();
    }
}
