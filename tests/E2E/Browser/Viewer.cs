using System.Text.Json;
using Microsoft.Playwright;
using Onair.Tests.E2E.Tools;

namespace Onair.Tests.E2E.Browser;

/// <summary>What the viewer sees at a moment.</summary>
/// <param name="Time">The player's position in seconds.</param>
/// <param name="Width">Of the rendition that plays, in pixels.</param>
/// <param name="Height">Of the rendition that plays, in pixels.</param>
/// <param name="Date">When what plays was on air; null while it is not known.</param>
/// <param name="Errors">hls.js's fatal errors so far.</param>
/// <param name="Pixels">Brightness 0 to 255 of a 64 x 36 copy of the picture; empty while there is none.</param>
public sealed record Glance(double Time, int Width, int Height, DateTimeOffset? Date, IReadOnlyList<string> Errors, IReadOnlyList<int> Pixels)
{
    /// <summary>Mean difference of the pixels' brightness, 0 to 255.</summary>
    public double DifferenceTo(Glance other) => Pixels.Zip(other.Pixels, (a, b) => Math.Abs(a - b)).Average();
}

/// <summary>Somebody who watches: headless Chromium with a page of hls.js.</summary>
internal sealed class Viewer : IAsyncDisposable
{
    // Debian's own browser with its H.264 decoder; nothing is downloaded.
    public const string Chromium = "/usr/bin/chromium";

    public static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--autoplay-policy=no-user-gesture-required",
    ];

    private readonly PlayerPage _site;
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly IPage _page;

    private Viewer(PlayerPage site, IPlaywright playwright, IBrowser browser, IPage page) =>
        (_site, _playwright, _browser, _page) = (site, playwright, browser, page);

    /// <param name="playlist">The master playlist.</param>
    /// <param name="token">Sent along when keys are fetched; null for none.</param>
    /// <param name="settings">hls.js's settings as JSON; null for its defaults.</param>
    public static async Task<Viewer> OpenAsync(Uri playlist, string? token = null, string? settings = null)
    {
        var site = await PlayerPage.StartAsync();
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = Flags });
        var page = await browser.NewPageAsync();
        await page.GotoAsync(site.For(playlist, token, settings).AbsoluteUri);
        return new(site, playwright, browser, page);
    }

    public async Task<Glance> LookAsync() =>
        JsonSerializer.Deserialize<Glance>(await _page.EvaluateAsync<string>("() => JSON.stringify(look())"), JsonSerializerOptions.Web)!;

    /// <summary>Looks until the player has advanced so far, from where it is or begins; the first and the last glance.</summary>
    /// <exception cref="TimeoutException">It did not; the message has what was seen last, hls.js's errors included.</exception>
    public async Task<(Glance First, Glance Last)> WatchAsync(double seconds, TimeSpan timeout)
    {
        var first = await Eventually.GetAsync("a first picture", LookAsync, glance => glance.Pixels.Count > 0, timeout);
        var last = await Eventually.GetAsync(
            $"playback advancing by {seconds} s", LookAsync, glance => glance.Time >= first.Time + seconds, timeout);
        return (first, last);
    }

    /// <summary>
    /// How old what the viewer sees is, by the time in bars of a meeting's participant; null while no bars are seen. The row begins at
    /// (<paramref name="left"/>, <paramref name="top"/>) and is so wide, all as shares of the picture.
    /// </summary>
    public async Task<TimeSpan?> AgeAsync(double left, double top, double width)
    {
        const long Cycle = 1 << 24;
        var seen = await _page.EvaluateAsync<JsonElement>("([left, top, width]) => [bars(left, top, width), Date.now()]", new[] { left, top, width });
        if (seen[0].ValueKind == JsonValueKind.Null) return null;
        var age = (seen[1].GetInt64() / 10 - seen[0].GetInt64()) % Cycle;
        return TimeSpan.FromMilliseconds((age < 0 ? age + Cycle : age) * 10);
    }

    /// <summary>Goes to a position, and returns when there is a picture of it.</summary>
    public Task SeekAsync(double seconds) => _page.EvaluateAsync("seconds => seek(seconds)", seconds);

    /// <summary>The answers to requests for keys: status and URL, e.g. <c>200 https://…</c>.</summary>
    public Task<string[]> KeysAsync() => _page.EvaluateAsync<string[]>("() => keys");

    public Task ScreenshotAsync(string name) => _page.ScreenshotAsync(new() { Path = Artifacts.Path(name) });

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        await _site.DisposeAsync();
    }
}
