using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace Onair.Tests.Integration.Media.Pull;

/// <summary>Somebody else's HLS: a folder that an ffmpeg writes, behind user and password.</summary>
internal sealed class HlsSource : IAsyncDisposable
{
    public const string User = "reader";
    public const string Password = "pa:ss/w0rd'?";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("onair-hls-");
    private readonly WebApplication _server;
    private Tool.Publisher? _encoder;

    private HlsSource(WebApplication server) => _server = server;

    public Uri Url => new($"{_server.Urls.Single()}/live/master.m3u8");

    /// <summary>Paths asked for, each with the answer's status.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    public static async Task<HlsSource> StartAsync(bool protectedByPassword = true)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var source = new HlsSource(builder.Build());
        var expected = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"));
        source._server.Use(async (context, next) =>
        {
            if (protectedByPassword && context.Request.Headers.Authorization != expected) context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            else await next();
            source.Requests.Enqueue($"{context.Request.Path} {context.Response.StatusCode}");
        });
        source._server.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(source._directory.FullName),
            RequestPath = "/live",
            ServeUnknownFileTypes = true,
        });
        await source._server.StartAsync();
        return source;
    }

    /// <summary>A live playlist of two variants, the lower one first.</summary>
    public void Encode(int seconds = 3_600, bool live = true)
    {
        string[] pace = live ? ["-re"] : [];
        string[] kept = live ? ["-hls_list_size", "6", "-hls_flags", "delete_segments+independent_segments"] : ["-hls_list_size", "0"];
        _encoder = new Tool.Publisher(Tool.Start("ffmpeg",
        [
            "-hide_banner", "-loglevel", "error", .. pace, "-f", "lavfi", "-i", "testsrc2=s=640x360:r=30", .. pace, "-f", "lavfi", "-i", "sine=r=48000",
            "-t", $"{seconds}", "-map", "0:v", "-map", "1:a", "-map", "0:v", "-map", "1:a", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p",
            "-g", "30", "-s:v:0", "320x180", "-b:v:0", "200k", "-b:v:1", "800k", "-c:a", "aac", "-b:a", "64k",
            "-f", "hls", "-hls_time", "1", .. kept, "-master_pl_name", "master.m3u8", "-var_stream_map", "v:0,a:0 v:1,a:1",
            "-hls_segment_filename", Path.Combine(_directory.FullName, "v%v-%d.ts"), Path.Combine(_directory.FullName, "v%v.m3u8"),
        ]));
    }

    public void Write(string name, string text) => File.WriteAllText(Path.Combine(_directory.FullName, name), text);

    public async Task StopEncodingAsync()
    {
        if (_encoder is not null) await _encoder.DisposeAsync();
        foreach (var file in _directory.GetFiles()) file.Delete();
    }

    public async ValueTask DisposeAsync()
    {
        await StopEncodingAsync();
        await _server.DisposeAsync();
        await ScratchFolder.DeleteAsync(_directory);
    }
}
