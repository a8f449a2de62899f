using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Onair.Tests.E2E.Tools;

namespace Onair.Tests.E2E.Browser;

/// <summary>A page with hls.js on loopback, as somebody's web site would have it: another origin than the video's.</summary>
internal sealed class PlayerPage : IAsyncDisposable
{
    private readonly WebApplication _app;

    private PlayerPage(WebApplication app) => _app = app;

    public static async Task<PlayerPage> StartAsync()
    {
        var player = await HlsJsAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/", () => TypedResults.PhysicalFile(Path.Combine(AppContext.BaseDirectory, "Browser", "player.html"), "text/html"));
        app.MapGet("/hls.js", () => TypedResults.PhysicalFile(player, "text/javascript"));
        app.MapGet("/favicon.ico", NoContent () => TypedResults.NoContent());
        await app.StartAsync();
        return new(app);
    }

    /// <param name="playlist">What is played.</param>
    /// <param name="token">Sent along when keys are fetched; null for none.</param>
    /// <param name="settings">hls.js's settings as JSON; null for its defaults.</param>
    public Uri For(Uri playlist, string? token, string? settings) =>
        new($"{_app.Urls.Single()}/?src={Uri.EscapeDataString(playlist.AbsoluteUri)}&settings={Uri.EscapeDataString(settings ?? "{}")}#{token}");

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    /// <summary>The script, from the package that package-lock.json pins; fetched once.</summary>
    private static async Task<string> HlsJsAsync()
    {
        var folder = Path.Combine(Checkout.Root, "tests", "E2E");
        var script = Path.Combine(folder, "node_modules", "hls.js", "dist", "hls.min.js");
        if (!File.Exists(script))
            (await Tool.RunAsync("npm", ["ci", "--no-audit", "--no-fund"], TimeSpan.FromMinutes(3), folder: folder)).Succeeded();
        return script;
    }
}
