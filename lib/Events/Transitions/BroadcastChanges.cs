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
        if (Distributed(before, after) is { } reach) yield return reach;
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
        var (was, now) = (Find(before, HlsBroadcastConditions.Receiving), Find(after, HlsBroadcastConditions.Receiving));
        if (now is null || now.Status == was?.Status) return null;
        if (now.Status == ConditionStatus.True)
            return new(new(EventTypes.HlsBroadcastReceiving), new(EventType.Normal, "Receiving", Playable(after)));
        // A broadcast that is stopped is not interrupted, and one that has not begun was never received.
        return was?.Status == ConditionStatus.True && after.StoppedAt is null
            ? new(new(EventTypes.HlsBroadcastInterrupted) { Reason = now.Reason, Message = now.Message }, new(EventType.Warning, now.Reason, now.Message))
            : null;
    }

    // An encoder that uploads shows nothing to viewers whom the bucket refuses.
    private static string Playable(HlsBroadcastStatus after) => Find(after, HlsBroadcastConditions.Distributed) switch
    {
        { Status: ConditionStatus.True } => $"The playlist is in the bucket. Viewers can play {after.Playback?.Url}.",
        { Status: ConditionStatus.False, Message: var why } => $"The playlist is in the bucket, but viewers cannot reach it. {why}",
        _ => $"The playlist is in the bucket. Its URL is {after.Playback?.Url ?? after.Folder}.",
    };

    private static Change? Distributed(HlsBroadcastStatus before, HlsBroadcastStatus after)
    {
        var (was, now) = (Find(before, HlsBroadcastConditions.Distributed), Find(after, HlsBroadcastConditions.Distributed));
        return now switch
        {
            { Status: ConditionStatus.False } when now.Message != was?.Message => Change.Warning(now.Reason, now.Message),
            { Status: ConditionStatus.True } when was is { Status: ConditionStatus.False } => Change.Normal("Distributed", $"Viewers can play {after.Playback?.Url}."),
            _ => null,
        };
    }

    private static Condition? Find(HlsBroadcastStatus status, string type) => status.Conditions.FirstOrDefault(c => c.Type == type);
}
