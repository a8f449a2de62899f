using System.Text.Json;
using Microsoft.Playwright;
using Onair.Tests.E2E.Browser;

namespace Onair.Tests.E2E.Player;

/// <summary>What a viewer has of the player's page.</summary>
/// <param name="Phase">The state of the player: <c>playing</c> and others.</param>
/// <param name="AtEdge">It plays the end of a live stream.</param>
/// <param name="Time">Position in seconds.</param>
/// <param name="Behind">Seconds to the end of what can be played.</param>
/// <param name="Frames">How many were shown so far.</param>
internal sealed record Look(string Phase, bool AtEdge, double Time, double Behind, int Frames);

/// <summary>Somebody who opens links to the player, in Debian's Chromium or Firefox.</summary>
internal sealed class Watching : IAsyncDisposable
{
    private const string Script = """
        () => {
          const { state, video, edge } = window.onairPlayer ?? {};
          if (!video) return '{"phase":"loading"}';
          const { currentTime } = video;
          return JSON.stringify({ phase: state.phase, atEdge: state.atEdge, time: currentTime, behind: (edge ?? currentTime) - currentTime,
            frames: video.getVideoPlaybackQuality().totalVideoFrames });
        }
        """;

    // From the request of the page to the first picture: what a viewer waits for.
    private const string FirstFrame = """
        () => new Promise((done) => {
          const video = document.querySelector('video');
          const now = () => done(performance.now());
          if (video.getVideoPlaybackQuality().totalVideoFrames > 0) now();
          else video.requestVideoFrameCallback(now);
        })
        """;

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private IPage? _page;

    private Watching(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    public static async Task<Watching> InChromiumAsync()
    {
        var playwright = await Playwright.CreateAsync();
        return new(playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Viewer.Chromium, Args = Viewer.Flags }));
    }

    /// <summary>Debian's Firefox, which Playwright drives by WebDriver BiDi.</summary>
    public static async Task<Watching> InFirefoxAsync()
    {
        var playwright = await Playwright.CreateAsync();
        return new(playwright, await playwright.Firefox.LaunchAsync(new()
        {
            Channel = "moz-firefox",
            ExecutablePath = "/usr/bin/firefox-esr",
            FirefoxUserPrefs = new Dictionary<string, object> { ["media.autoplay.default"] = 0, ["media.autoplay.blocking_policy"] = 0 },
        }));
    }

    /// <summary>Opens a link as somebody who has never been there: with an empty cache.</summary>
    public async Task OpenAsync(Uri link)
    {
        if (_page is not null) await _page.Context.CloseAsync();
        _page = await (await _browser.NewContextAsync(new() { ViewportSize = new() { Width = 960, Height = 540 } })).NewPageAsync();
        await _page.GotoAsync(link.AbsoluteUri);
    }

    /// <summary>The time from the request of the page to the first picture.</summary>
    public async Task<TimeSpan> FirstFrameAsync() => TimeSpan.FromMilliseconds(await _page!.EvaluateAsync<double>(FirstFrame));

    public async Task<Look> LookAsync() => JsonSerializer.Deserialize<Look>(await _page!.EvaluateAsync<string>(Script), JsonSerializerOptions.Web)!;

    /// <summary>Waits until ten more frames are shown.</summary>
    public async Task<Look> MovesAsync(TimeSpan patience)
    {
        var first = await LookAsync();
        return await Eventually.GetAsync("a moving picture", LookAsync, look => look.Phase == "playing" && look.Frames >= first.Frames + 10, patience);
    }

    public Task PressAsync(string key) => _page!.Keyboard.PressAsync(key);

    public Task ScreenshotAsync(string path) => _page!.ScreenshotAsync(new() { Path = path });

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
