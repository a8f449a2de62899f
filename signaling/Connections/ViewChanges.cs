using Onair.Signaling.Messages;
using Onair.Signaling.State;

namespace Onair.Signaling.Connections;

/// <summary>
/// The messages that lead a participant from what it knows to what holds. They follow from the state alone, so that a notice that was lost, or arrives
/// twice, does no harm.
/// </summary>
internal static class ViewChanges
{
    public static IEnumerable<ServerMessage> Between(string participant, ParticipantView known, ParticipantView now, DateTimeOffset at)
    {
        var stopped = Stopped(participant, known.Broadcast, now.Broadcast);
        if (stopped is not null) yield return stopped;
        foreach (var viewing in now.Viewings.Values)
        {
            var before = known.Viewings.GetValueOrDefault(viewing.Id);
            // A question that was asked and answered in between.
            if (before is null && viewing.State == ViewingState.Ended) continue;
            // With its broadcast, everything that a broadcaster has is over.
            if (before?.Broadcaster == participant && stopped is not null) continue;
            foreach (var message in viewing.Viewer == participant ? ForViewer(before, viewing) : ForBroadcaster(participant, before, viewing, at)) yield return message;
        }
    }

    private static ServerMessage? Stopped(string participant, BroadcastRow? before, BroadcastRow? now)
    {
        if (before is null || (now is { EndedAt: null } && now.Participant == participant && now.Id == before.Id)) return null;
        var reason = now?.Id != before.Id ? EndReason.Lost : now.EndedAt is null ? EndReason.TakenOver : now.Reason;
        return new("stopped") { Broadcast = before.Id, Reason = reason };
    }

    private static IEnumerable<ServerMessage> ForViewer(ViewingRow? before, ViewingRow now)
    {
        var was = before?.State ?? ViewingState.Asking;
        if (now.State == ViewingState.Ended)
        {
            if (was == ViewingState.Accepted || now.AcceptedAt is not null || now.Reason == EndReason.Left) yield return new("ended") { Viewing = now.Id, Reason = now.Reason };
            else yield return ServerMessage.Refused(now.Reason is EndReason.Declined or EndReason.Timeout ? now.Reason : EndReason.Ended, viewing: now.Id);
            yield break;
        }
        if (now.State == ViewingState.Accepted && was != ViewingState.Accepted) yield return Media("accepted", now);
        else if (before is not null && before.Media != now.Media) yield return Media("media", now);
        if (before is not null && before.Away != now.Away) yield return new("away") { Viewing = now.Id, Away = now.Away };
    }

    private static IEnumerable<ServerMessage> ForBroadcaster(string participant, ViewingRow? before, ViewingRow now, DateTimeOffset at)
    {
        if (now.State == ViewingState.Ended)
        {
            if (before!.State == ViewingState.Accepted || now.AcceptedAt is not null) yield return new("left") { Viewing = now.Id, Reason = now.Reason };
            else if (now.Reason != EndReason.Declined) yield return new("withdrawn") { Viewing = now.Id, Reason = now.Reason };
            yield break;
        }
        // After a takeover they belong to the other tab.
        if (now.Broadcaster != participant) yield break;
        if (now.State == ViewingState.Asking && before is null) yield return Ask(now, at);
        if (now.State == ViewingState.Accepted && before?.State != ViewingState.Accepted) yield return OfferWanted(now, restart: false);
    }

    public static ServerMessage Ask(ViewingRow viewing, DateTimeOffset at) => new("ask")
    {
        Viewing = viewing.Id,
        User = viewing.ViewerUser,
        Name = viewing.ViewerName,
        ExpiresInSeconds = Math.Max(0, Math.Round((viewing.ExpiresAt - at).TotalSeconds, 1)),
    };

    public static ServerMessage OfferWanted(ViewingRow viewing, bool restart) =>
        new("offer-wanted") { Viewing = viewing.Id, User = viewing.ViewerUser, Name = viewing.ViewerName, Restart = restart };

    private static ServerMessage Media(string type, ViewingRow viewing) =>
        new(type) { Viewing = viewing.Id, Video = viewing.Media.Video, Audio = viewing.Media.Audio, Screen = viewing.Media.Screen };
}
