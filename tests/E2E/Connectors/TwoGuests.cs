using System.Text.Json.Nodes;
using Onair.Tests.E2E.Browser;
using Onair.Tests.E2E.Cluster;
using Onair.Tests.E2E.Tools;

namespace Onair.Tests.E2E.Connectors;

/// <summary>The emulator's meeting with two guests side by side, in a picture of 16:9.</summary>
internal static class TwoGuests
{
    // A picture of 320x180 in the middle of each half of 640x360, the bars in its upper eighth.
    private const double Left = 0, Top = 0.28, Width = 0.497;

    /// <summary>The meeting as a source whose URL is in a Secret, which is made.</summary>
    public static async Task<JsonObject> InSecretAsync(Kubectl kubectl, string ns, string room)
    {
        await kubectl.ApplyAsync(Manifests.Secret(ns, "meeting", ("url", Url(room))));
        return new() { ["meeting"] = new JsonObject { ["urlSecretRef"] = new JsonObject { ["name"] = "meeting" } } };
    }

    public static string Url(string room) => $"{TestConnector.Meeting}?m={room}&broadcast=true&guests=2";

    /// <summary>Waits until the viewer sees the guests.</summary>
    /// <exception cref="TimeoutException">The message has hls.js's errors, and the screenshot what was seen instead.</exception>
    public static async Task SeenAsync(this Viewer viewer, TimeSpan patience)
    {
        try
        {
            await Eventually.GetAsync("the bars of a guest", viewer.GuestsAgeAsync, age => age is not null, patience);
        }
        catch (TimeoutException e)
        {
            await viewer.ScreenshotAsync("meeting-without-bars.png");
            throw new TimeoutException($"{e.Message} hls.js's errors: {string.Join(", ", (await viewer.LookAsync()).Errors)}", e);
        }
    }

    /// <summary>How old what the viewer sees is; null while the guests are not seen.</summary>
    public static Task<TimeSpan?> GuestsAgeAsync(this Viewer viewer) => viewer.AgeAsync(Left, Top, Width);
}
