using System.Text.Json;
using Microsoft.Playwright;

namespace Onair.Tests.E2E.Browser;

/// <summary>What Chromium makes of a file.</summary>
/// <param name="Duration">In seconds.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Frames">How many were shown so far.</param>
/// <param name="Ended">It played to its end.</param>
/// <param name="Error">What the player complained of; null for nothing.</param>
internal sealed record Screening(double Duration, int Width, int Height, int Frames, bool Ended, string? Error);

/// <summary>Plays a file's beginning and its end in headless Chromium, as a link to it does.</summary>
internal static class FileViewer
{
    private const string Page = """
        <!doctype html><video id="v" muted autoplay playsinline></video>
        <script>
          const look = () => JSON.stringify({
            duration: v.duration || 0, width: v.videoWidth, height: v.videoHeight, ended: v.ended,
            frames: v.getVideoPlaybackQuality().totalVideoFrames, error: v.error && v.error.message });
        </script>
        """;

    public static async Task<Screening> PlayAsync(Uri file)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Viewer.Chromium, Args = Viewer.Flags });
        var page = await browser.NewPageAsync();
        await page.SetContentAsync(Page);
        await page.EvaluateAsync("url => { v.src = url; }", file.AbsoluteUri);
        var begun = await UntilAsync(page, "its beginning plays", s => s.Frames > 20);
        // To the end by way of the index: a file whose index is wrong does not arrive.
        await page.EvaluateAsync("() => { v.currentTime = v.duration - 1; return v.play(); }");
        var ended = await UntilAsync(page, "its end plays", s => s.Ended);
        return ended with { Frames = ended.Frames - begun.Frames };
    }

    private static Task<Screening> UntilAsync(IPage page, string what, Func<Screening, bool> condition) => Eventually.GetAsync(
        what, async () => JsonSerializer.Deserialize<Screening>(await page.EvaluateAsync<string>("() => look()"), JsonSerializerOptions.Web)!,
        s => s.Error is not null || condition(s), TimeSpan.FromMinutes(2));
}
