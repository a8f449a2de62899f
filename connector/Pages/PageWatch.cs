using Onair.ConnectorPod.Sources;
using Onair.Connectors;

namespace Onair.ConnectorPod.Pages;

/// <summary>What is seen of a page that is shown.</summary>
/// <param name="StillFor">How long the picture has not changed.</param>
/// <param name="SilentFor">How long nothing was heard.</param>
/// <param name="IdleFor">How long nothing has played; null if nothing ever did.</param>
/// <param name="MuteFor">How long the page has not answered.</param>
/// <param name="Url">Of the document; a secret.</param>
internal sealed record PageSight(TimeSpan StillFor, TimeSpan SilentFor, TimeSpan? IdleFor, TimeSpan MuteFor, string Url);

/// <summary>Decides whether a page that was ready has failed.</summary>
/// <param name="source">What counts as a failure.</param>
/// <param name="home">The document's URL when it was ready.</param>
internal sealed class PageWatch(PlannedSource source, string home)
{
    /// <summary>A page may be busy for a while, as when it joins a call.</summary>
    public static readonly TimeSpan LongestMute = TimeSpan.FromSeconds(20);

    /// <summary>A meeting may have a moment without any participant's video, as between two speakers.</summary>
    public static readonly TimeSpan LongestIdle = TimeSpan.FromSeconds(6);

    /// <summary>Null while all is well.</summary>
    public SourceFailure? Judge(PageSight sight)
    {
        if (IsError(sight.Url)) return new("PageFailed", "the page shows the browser's error page");
        if (!SameOrigin(sight.Url, home)) return new("PageLeft", "the page was left for another site");
        if (sight.MuteFor > LongestMute) return new("PageUnresponsive", $"the page has not answered for {LongestMute.TotalSeconds:F0} s");
        if (source.EndsMatter && sight.IdleFor > LongestIdle) return new("MeetingEnded", $"nothing has played for {LongestIdle.TotalSeconds:F0} s: the meeting has ended");
        return Stall.Judge(source, sight.StillFor, sight.SilentFor);
    }

    /// <summary>Whether a URL is that of the browser's own error page.</summary>
    public static bool IsError(string url) => url.StartsWith("chrome-error:", StringComparison.Ordinal);

    private static bool SameOrigin(string one, string other) =>
        Uri.TryCreate(one, UriKind.Absolute, out var a) && Uri.TryCreate(other, UriKind.Absolute, out var b)
        && a.Scheme == b.Scheme && a.Host == b.Host && a.Port == b.Port;
}
