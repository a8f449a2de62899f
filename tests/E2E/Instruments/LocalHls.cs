using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Onair.Tests.E2E.Tools;

namespace Onair.Tests.E2E.Instruments;

/// <summary>A finished HLS stream that ffmpeg made of a source, served on loopback with CORS.</summary>
internal sealed class LocalHls : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LocalHls(WebApplication app, string folder) => (_app, Folder) = (app, folder);

    public string Folder { get; }

    public Uri Master => new($"{_app.Urls.Single()}/index.m3u8");

    /// <param name="picture">A video source of ffmpeg, e.g. <c>testsrc2</c>.</param>
    /// <param name="size">Width x height.</param>
    /// <param name="rate">Frames per second.</param>
    /// <param name="seconds">How long.</param>
    public static async Task<LocalHls> MakeAsync(string picture, string size, int rate, int seconds)
    {
        var folder = Directory.CreateTempSubdirectory("onair-hls-").FullName;
        (await Tool.RunAsync(
            "ffmpeg",
            [
                "-nostdin", "-v", "error", "-f", "lavfi", "-i", $"{picture}=size={size}:rate={rate}",
                "-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000", "-t", $"{seconds}", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "60", "-c:a", "aac",
                "-f", "hls", "-hls_time", "2", "-hls_list_size", "0", "-master_pl_name", "index.m3u8", "media.m3u8",
            ],
            TimeSpan.FromMinutes(2),
            folder: folder)).Succeeded();
        // ffmpeg leaves the frame rate out.
        var master = Path.Combine(folder, "index.m3u8");
        var text = await File.ReadAllTextAsync(master);
        await File.WriteAllTextAsync(master, text.Replace("CODECS=", $"FRAME-RATE={rate}.000,CODECS=", StringComparison.Ordinal));

        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(folder),
            ContentTypeProvider = new FileExtensionContentTypeProvider(new Dictionary<string, string>
            {
                [".m3u8"] = "application/vnd.apple.mpegurl",
                [".ts"] = "video/mp2t",
            }),
            OnPrepareResponse = context => context.Context.Response.Headers.AccessControlAllowOrigin = "*",
        });
        await app.StartAsync();
        return new(app, folder);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
