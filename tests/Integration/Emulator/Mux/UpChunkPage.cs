using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace Onair.Tests.Integration.Emulator.Mux;

/// <summary>What UpChunk has told so far.</summary>
/// <param name="Chunks">That arrived.</param>
/// <param name="Failures">Attempts that failed and were made again.</param>
/// <param name="Error">Why it gave up; null while it has not.</param>
/// <param name="Success">The file has arrived.</param>
internal sealed record UpChunkState(int Chunks, int Failures, string? Error, bool Success);

/// <summary>A page of another origin than the emulator's that uploads with UpChunk, in headless Chromium.</summary>
internal sealed class UpChunkPage : IAsyncDisposable
{
    // Debian's own browser; nothing is downloaded.
    private const string Chromium = "/usr/bin/chromium";

    private const string Html = """
        <!doctype html><input type="file" id="file">
        <script type="module">
          import * as UpChunk from '/upchunk.mjs';
          const state = { chunks: 0, failures: 0, error: null, success: false };
          window.look = () => state;
          window.send = endpoint => {
            const file = document.getElementById('file').files[0];
            // 0 is a broken connection, which UpChunk takes for the end unless it is told otherwise.
            const retryCodes = [0, 408, 502, 503, 504];
            const upload = UpChunk.createUpload({ endpoint, file, chunkSize: 30720, attempts: 60, delayBeforeAttempt: 0.5, retryCodes });
            upload.on('chunkSuccess', () => { state.chunks++; });
            upload.on('attemptFailure', () => { state.failures++; });
            upload.on('error', e => { state.error = e.detail.message; });
            upload.on('success', () => { state.success = true; });
          };
        </script>
        """;

    private readonly WebApplication _site;
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly IPage _page;

    private UpChunkPage(WebApplication site, IPlaywright playwright, IBrowser browser, IPage page) =>
        (_site, _playwright, _browser, _page) = (site, playwright, browser, page);

    public string Origin => _site.Urls.Single();

    public static async Task<UpChunkPage> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var site = builder.Build();
        site.MapGet("/", () => TypedResults.Content(Html, "text/html"));
        site.MapGet("/upchunk.mjs", () => TypedResults.PhysicalFile(MuxSdk.Module("@mux", "upchunk", "dist", "upchunk.mjs"), "text/javascript"));
        site.MapGet("/favicon.ico", NoContent () => TypedResults.NoContent());
        await site.StartAsync();
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        var page = await browser.NewPageAsync();
        await page.GotoAsync(site.Urls.Single());
        return new(site, playwright, browser, page);
    }

    /// <summary>Begins to upload a file.</summary>
    public async Task SendAsync(string url, string file)
    {
        await _page.SetInputFilesAsync("#file", file);
        await _page.EvaluateAsync("url => send(url)", url);
    }

    public async Task<UpChunkState> LookAsync() =>
        System.Text.Json.JsonSerializer.Deserialize<UpChunkState>(await _page.EvaluateAsync<string>("() => JSON.stringify(look())"), System.Text.Json.JsonSerializerOptions.Web)!;

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        await _site.StopAsync();
        await _site.DisposeAsync();
    }
}
