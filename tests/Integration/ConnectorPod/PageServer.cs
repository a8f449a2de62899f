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
        await app.StartAsync();
        return new PageServer(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
