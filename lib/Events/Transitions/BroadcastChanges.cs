using Onair.Api.Common;
using Onair.Api.HlsBroadcasts;
using Onair.Kubernetes.Events;

namespace Onair.Events.Transitions;

/// <summary>What happened to an HlsBroadcast between two statuses. A pure function.</summary>
public static class BroadcastChanges
{
    /// <summary>The changes, in order.</summary>
    /// <param name="before">The status that is stored.</param>
    /// <param name="after">The status that replaces it.</param>
    public static IEnumerable<Change> Between(HlsBroadcastStatus before, HlsBroadcastStatus after)
    {
        var isNewRun = before.Credentials?.SessionName != after.Credentials?.SessionName;
        if (after.Credentials is { ExpiresAt: not null, SecretName: var secret } && (isNewRun || before.Credentials?.ExpiresAt is null))
            yield return new(new(EventTypes.HlsBroadcastStarted), new(EventType.Normal, "Started", $"The encoder can upload to {after.Folder}; its credentials are in Secret \"{secret}\"."));
        if (Receiving(before, after) is { } change) yield return change;
        if (before.StoppedAt is null && after.StoppedAt is not null)
            yield return new(new(EventTypes.HlsBroadcastStopped), new(EventType.Normal, "Stopped", Stopped(after)));
        if (before.EndedAt is null && after.EndedAt is not null && after.StoppedAt is not null)
            yield return Change.Normal("PlaylistsEnded", "Every media playlist has an #EXT-X-ENDLIST.");
        if (before.FolderDeletedAt is null && after.FolderDeletedAt is not null)
            yield return new(new(EventTypes.HlsBroadcastExpired), new(EventType.Normal, "FolderDeleted", $"{after.Folder} was deleted because spec.retention.deleteAfter has passed."));
        if (Blocked.Between(before.Conditions, after.Conditions, EventTypes.HlsBroadcastFailed) is { } blocked) yield return blocked;
        if (before.Outbox?.ClosedAt is null && after.Outbox?.ClosedAt is not null) yield return Change.Told(new(EventTypes.HlsBroadcastDeleted));
    }

    private static string Stopped(HlsBroadcastStatus after) => after.Credentials switch
    {
        { RevokedAt: not null, LiveUntil: var until } => $"The bucket policy denies the encoder's credentials until the last of them expire at {until:yyyy-MM-ddTHH:mm:ssZ}.",
        _ => "All credentials of the encoder have expired.",
    };

    private static Change? Receiving(HlsBroadcastStatus before, HlsBroadcastStatus after)
    {
        var (was, now) = (Find(before), Find(after));
        if (now is null || now.Status == was?.Status) return null;
        if (now.Status == ConditionStatus.True)
            return new(new(EventTypes.HlsBroadcastReceiving), new(EventType.Normal, "Receiving", $"Viewers can play {after.Playback?.Url ?? after.Folder}."));
        // A broadcast that is stopped is not interrupted, and one that has not begun was never received.
        return was?.Status == ConditionStatus.True && after.StoppedAt is null
            ? new(new(EventTypes.HlsBroadcastInterrupted) { Reason = now.Reason, Message = now.Message }, new(EventType.Warning, now.Reason, now.Message))
            : null;
    }

    private static Condition? Find(HlsBroadcastStatus status) => status.Conditions.FirstOrDefault(c => c.Type == HlsBroadcastConditions.Receiving);
}
