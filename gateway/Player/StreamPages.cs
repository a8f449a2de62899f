using k8s;
using k8s.Models;
using Onair.Api.Common;
using Onair.Api.HlsBroadcasts;
using Onair.Api.IvsChannels;
using Onair.Api.LiveStreams;

namespace Onair.Gateway.Player;

/// <summary>Streams as viewers see them. Pure functions.</summary>
internal static class StreamPages
{
    // MediaPackage serves at most 24 hours at once: https://docs.aws.amazon.com/mediapackage/latest/ug/time-shifted.html.
    private const int LongestPlaylist = 86_400;

    // A DVR playlist ceases to exist when its start leaves the window. The page then asks for the next one; this is how long that takes.
    private const int LongestSlack = 900;

    // Viewers who come within this time get the same URL, which the CDN then has.
    private const int SharedSeconds = 60;

    /// <summary>
    /// A LiveStream. It plays in a session; the schedule says when the next one begins. The page has no token for the keys of an encrypted one.
    /// </summary>
    public static PageState Of(LiveStream stream, DateTimeOffset now)
    {
        var status = stream.Recorded;
        if (stream.Spec.Packaging.Encryption is not null) return new() { Availability = Availability.Failed, Title = TitleOf(stream) };
        var session = status.CurrentSessionId is { } id ? status.Sessions.LastOrDefault(s => s.Id == id) : null;
        if (session is not null && Origins.Playable(status.Playback?.LiveUrl ?? status.Playback?.Url) is { } url)
            return WithDvr(stream.Spec.Packaging, session, url, now) with { Title = TitleOf(stream), Session = Run(session.StartedAt) };
        var startsAt = NextStart(stream, now);
        return new()
        {
            Availability = session is not null || startsAt is not null || status.Sessions.Count == 0 ? Availability.Waiting : Availability.Ended,
            Title = TitleOf(stream),
            StartsAt = startsAt,
            Later = [status.Playback?.LiveUrl, status.Playback?.Url],
        };
    }

    /// <summary>An IvsChannel. Viewers of an authorized one need a token of a key that Onair does not have.</summary>
    public static PageState Of(IvsChannel channel)
    {
        var status = channel.Recorded;
        var title = TitleOf(channel);
        if (channel.Spec.Authorized) return new() { Availability = Availability.Failed, Title = title };
        if (channel.Is(IvsChannelConditions.Live) && Origins.Playable(status.Playback?.Url) is { } url)
            return new() { Availability = Availability.Live, Title = title, Url = url, Session = Run(status.Stream?.StartedAt) };
        return new() { Availability = status.Sessions.Count == 0 ? Availability.Waiting : Availability.Ended, Title = title, Later = [status.Playback?.Url] };
    }

    /// <summary>An HlsBroadcast. Once its playlists have ended, its folder is a recording.</summary>
    public static PageState Of(HlsBroadcast broadcast)
    {
        var status = broadcast.Recorded;
        var title = TitleOf(broadcast);
        var url = status.FolderDeletedAt is null ? Origins.Playable(status.Playback?.Url) : null;
        if (status.EndedAt is not null)
            return new() { Availability = url is null ? Availability.Ended : Availability.Video, Title = title, Url = url, Session = Run(status.StartedAt) };
        if (status.StoppingAt is not null || status.StoppedAt is not null) return new() { Availability = Availability.Ended, Title = title };
        // Before the encoder writes, the folder may still have the playlist of the run before.
        return url is not null && broadcast.Is(HlsBroadcastConditions.Receiving)
            ? new() { Availability = Availability.Live, Title = title, Url = url, Session = Run(status.StartedAt) }
            : new() { Availability = Availability.Waiting, Title = title, Later = [url] };
    }

    /// <summary>What people named an object; its name, which is in the link anyway, if they did not.</summary>
    public static string TitleOf(IKubernetesObject<V1ObjectMeta> obj) =>
        obj.GetAnnotation(Annotations.DisplayName) is { Length: > 0 } name ? name : obj.Metadata.Name;

    private static string? Run(DateTimeOffset? startedAt) => startedAt?.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static DateTimeOffset? NextStart(LiveStream stream, DateTimeOffset now) =>
        stream.Recorded.Hold is null && EffectiveRun.FollowsSchedule(stream.Spec, stream.Recorded) ? RunSchedule.At(stream.Spec, now)?.Window?.Start.ToUniversalTime() : null;

    private static PageState WithDvr(PackagingSpec packaging, SessionStatus session, string url, DateTimeOffset now)
    {
        var live = new PageState { Availability = Availability.Live, Title = "", Url = url };
        var window = Math.Min(packaging.StartoverWindowSeconds, LongestPlaylist);
        var usable = window - Math.Min(window / 2, LongestSlack);
        if (usable <= packaging.PlaylistWindowSeconds) return live;
        var earliest = now.ToUnixTimeSeconds() - usable;
        var start = Math.Max((session.RunningAt ?? session.StartedAt).ToUnixTimeSeconds(), earliest - (earliest % SharedSeconds));
        return live with { Url = $"{url}{(url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}start={start}", DvrSeconds = usable };
    }
}
