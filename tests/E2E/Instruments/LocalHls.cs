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

    public static async Task<LocalHls> MakeAsync(string source, int seconds)
    {
        var folder = Directory.CreateTempSubdirectory("onair-hls-").FullName;
        (await Tool.RunAsync(
            "ffmpeg",
            [
                "-nostdin", "-v", "error", "-f", "lavfi", "-i", source, "-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000",
                "-t", $"{seconds}", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "60", "-c:a", "aac",
                "-f", "hls", "-hls_time", "2", "-hls_list_size", "0", "-master_pl_name", "index.m3u8", "media.m3u8",
            ],
            TimeSpan.FromSeconds(60),
            folder: folder)).Succeeded();

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
