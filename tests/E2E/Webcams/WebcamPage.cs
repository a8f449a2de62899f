using System.Text.Json;
using Microsoft.Playwright;
using Onair.Tests.E2E.Browser;

namespace Onair.Tests.E2E.Webcams;

/// <summary>A visitor of the example site in a Chromium process of its own, with a fake camera.</summary>
internal sealed class WebcamPage : IAsyncDisposable
{
    // One tick of Chromium's fake camera shows another picture.
    private static readonly string[] FakeCamera = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"];

    // Kept until the page ends, to count bytes between two looks.
    private const string KeepConnections =
        """
        window.connections = [];
        window.RTCPeerConnection = class extends window.RTCPeerConnection { constructor(...a) { super(...a); window.connections.push(this); } };
        """;

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private WebcamPage(IPlaywright playwright, IBrowser browser, IPage page) => (_playwright, _browser, Page) = (playwright, browser, page);

    public IPage Page { get; }

    /// <param name="url">The page.</param>
    /// <param name="camera">The visitor has a camera and permits it.</param>
    public static async Task<WebcamPage> OpenAsync(Uri url, bool camera = true)
    {
        var playwright = await Playwright.CreateAsync();
        // The site of the tests has no TLS, and other http pages get no camera.
        string[] flags = [.. Viewer.Flags, .. camera ? FakeCamera : [], $"--unsafely-treat-insecure-origin-as-secure={url.GetLeftPart(UriPartial.Authority)}"];
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Viewer.Chromium, Args = flags });
        var page = await browser.NewPageAsync();
        await page.AddInitScriptAsync(KeepConnections);
        await page.GotoAsync(url.AbsoluteUri);
        return new(playwright, browser, page);
    }

    /// <summary>The state of an element of the site, e.g. <c>live</c>.</summary>
    public Task<string?> StateAsync(string role, string user) => Page.Locator($"[data-onair-{role}='{user}']").GetAttributeAsync("data-onair-state");

    /// <summary>Waits for a state.</summary>
    public Task UntilAsync(string role, string user, string state, int seconds = 30) =>
        Eventually.ShouldBeAsync(async () => await StateAsync(role, user) == state, () => $"{role} {user} is {state}", seconds);

    /// <summary>Presses the button of an element, which lies in a shadow root.</summary>
    public Task PressAsync(string role, string user) => Page.Locator($"[data-onair-{role}='{user}']").GetByRole(AriaRole.Button).First.ClickAsync();

    /// <summary>How many frames of video this page decoded, and whether each connection is direct.</summary>
    public async Task<(long Frames, bool PeerToPeer)> StatisticsAsync()
    {
        var seen = await Page.EvaluateAsync<JsonElement>(
            """
            async () => {
              let frames = 0, direct = true;
              for (const connection of window.connections.filter(c => c.connectionState === 'connected')) {
                const all = [...(await connection.getStats()).values()];
                frames += all.filter(s => s.type === 'inbound-rtp' && s.kind === 'video').reduce((n, s) => n + (s.framesDecoded ?? 0), 0);
                const pair = all.find(s => s.type === 'candidate-pair' && s.nominated);
                direct &&= !!pair && all.find(s => s.id === pair.localCandidateId)?.candidateType !== 'relay';
              }
              return [frames, direct];
            }
            """);
        return (seen[0].GetInt64(), seen[1].GetBoolean());
    }

    /// <summary>Waits until the picture moves.</summary>
    public async Task MovesAsync(int seconds = 30)
    {
        var (first, _) = await StatisticsAsync();
        await Eventually.ShouldBeAsync(async () => (await StatisticsAsync()).Frames > first + 5, () => "the picture moves", seconds);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
