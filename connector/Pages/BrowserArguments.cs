using System.Globalization;

namespace Onair.ConnectorPod.Pages;

/// <summary>The browser's command line. It names no URL: pages are opened by the DevTools protocol.</summary>
internal static class BrowserArguments
{
    /// <param name="width">Of the display.</param>
    /// <param name="height">Of the display.</param>
    /// <param name="profile">Folder of the browser's own.</param>
    /// <param name="proxyPort">Loopback port of the guard.</param>
    /// <param name="sandbox">Whether its own sandbox works here.</param>
    public static IReadOnlyList<string> Build(int width, int height, string profile, int proxyPort, bool sandbox) =>
    [
        .. sandbox ? Array.Empty<string>() : ["--no-sandbox"],
        $"--user-data-dir={profile}", "--remote-debugging-port=0", "--remote-debugging-address=127.0.0.1",
        // Everything through the guard, loopback included (net/docs/proxy.md of Chromium: implicit bypass rules).
        $"--proxy-server=http://127.0.0.1:{Text(proxyPort)}", "--proxy-bypass-list=<-loopback>", "--disable-quic",
        "--kiosk", "--window-position=0,0", $"--window-size={Text(width)},{Text(height)}", "--force-device-scale-factor=1", "--hide-scrollbars",
        "--autoplay-policy=no-user-gesture-required", "--use-fake-ui-for-media-stream",
        // A page that nobody looks at must not be slowed down.
        "--disable-background-timer-throttling", "--disable-backgrounding-occluded-windows", "--disable-renderer-backgrounding",
        "--no-first-run", "--no-default-browser-check", "--disable-infobars", "--test-type", "--noerrdialogs", "--block-new-web-contents",
        "--disable-session-crashed-bubble", "--disable-notifications", "--disable-extensions", "--disable-sync", "--disable-translate",
        "--disable-background-networking", "--disable-component-update", "--disable-domain-reliability", "--disable-breakpad", "--disable-pings",
        "--disable-features=Translate,MediaRouter,DialMediaRouteProvider,OptimizationHints,HardwareMediaKeyHandling,GlobalMediaControls,AutofillServerCommunication",
        "--password-store=basic", "--use-mock-keychain", "--media-router=0",
        // No graphics card: drawing without its own process costs less than emulating one.
        "--disable-gpu", "--disable-dev-shm-usage", "--in-process-gpu",
        "about:blank",
    ];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
