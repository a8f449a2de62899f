using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Onair.Tests.Integration.ConnectorPod;

/// <summary>Serves the page with the clock, and files.</summary>
internal sealed class PageServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private PageServer(WebApplication app) => _app = app;

    /// <summary>What the page is to do: <c>freeze</c>, <c>hush</c> or <c>leave</c>; empty for nothing.</summary>
    public string Order { get; set; } = "";

    /// <summary>How often the page was drawn until a moment of its own clock, in milliseconds, as it said.</summary>
    public ConcurrentQueue<(long Frames, double At)> Drawn { get; } = new();

    /// <summary>The URL of a path.</summary>
    public string Url(string path) => $"{_app.Urls.Single()}/{path}";

    public static async Task<PageServer> StartAsync(string? files = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/page.html", () => Results.File(Path.Combine(Checkout.Root, "tests", "Integration", "ConnectorPod", "page.html"), "text/html"));
        app.MapGet("/files/{name}", (string name) => Results.File(Path.Combine(files ?? "", name), Path.GetExtension(name) == ".webm" ? "video/webm" : "video/mp4", enableRangeProcessing: true));
        var server = new PageServer(app);
        app.MapGet("/order", (long frames, double at) =>
        {
            server.Drawn.Enqueue((frames, at));
            return server.Order;
        });
        await app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
