using Onair.Api.Common;
using Onair.Api.IvsChannels;
using Onair.Kubernetes.Events;

namespace Onair.Events.Transitions;

/// <summary>What happened to an IvsChannel between two statuses. A pure function.</summary>
public static class ChannelChanges
{
    /// <summary>The changes, in order.</summary>
    /// <param name="before">The status that is stored.</param>
    /// <param name="after">The status that replaces it.</param>
    public static IEnumerable<Change> Between(IvsChannelStatus before, IvsChannelStatus after)
    {
        if (before.StreamKeySecretRef is null && after.StreamKeySecretRef is { Name: var secret } && after.Outbox?.ClosedAt is null)
            yield return new(
                new(EventTypes.IvsChannelProvisioned),
                new(EventType.Normal, "Provisioned", $"All resources exist; the IVS channel is {after.Resources.ChannelArn}, and the URL to push to is in Secret \"{secret}\"."));
        if (before.Resources.FormerRecordingConfigurationArn is null && after.Resources.FormerRecordingConfigurationArn is { } former)
            yield return Change.Normal("RecordingReplaced", $"The recording configuration {former} is deleted once the channel no longer uses it.");
        // Each push is a stream of its own: one may follow the other between two looks.
        var (was, isNow) = (before.Stream?.Id, after.Stream?.Id);
        if (was is not null && was != isNow)
            yield return new(new(EventTypes.IvsChannelOffline) { SessionId = was }, new(EventType.Normal, "Offline", $"Stream {was} has ended."));
        if (isNow is not null && was != isNow)
            yield return new(new(EventTypes.IvsChannelLive) { SessionId = isNow }, new(EventType.Normal, "Live", $"An encoder pushes: stream {isNow}."));
        if (after.Stream is { Health: "STARVING" } && before.Stream?.Health != "STARVING")
            yield return Change.Warning("Starving", "IVS receives too little to show the stream smoothly.");
        if (Find(before, IvsChannelConditions.ChangesPending) is null && Find(after, IvsChannelConditions.ChangesPending) is { } pending)
            yield return Change.Normal("ChangesPending", pending.Message);
        if (Drift.Began(before.Conditions, after.Conditions) is { } drifted) yield return Change.Warning("DriftObserved", drifted.Message);
        if (Blocked.Between(before.Conditions, after.Conditions, EventTypes.IvsChannelFailed) is { } blocked) yield return blocked;
        if (before.Outbox?.ClosedAt is null && after.Outbox?.ClosedAt is not null) yield return Change.Told(new(EventTypes.IvsChannelDeleted));
    }

    private static Condition? Find(IvsChannelStatus status, string type) => status.Conditions.FirstOrDefault(c => c.Type == type);
}
