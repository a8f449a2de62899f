using Onair.Api.Common;
using Onair.Api.IvsChannels;
using Onair.Events.Transitions;
using Onair.Kubernetes;

namespace Onair.Operator.IvsChannels.Status;

/// <summary>The transitions between two statuses, as Kubernetes Events. A pure function.</summary>
internal static class ChannelEvents
{
    public static IEnumerable<(EventType Type, string Reason, string Message)> Between(IvsChannelStatus before, IvsChannelStatus after)
    {
        if (before.StreamKeySecretRef is null && after is { StreamKeySecretRef.Name: { } secret, Resources.ChannelArn: { } channel })
            yield return (EventType.Normal, "Provisioned", $"All resources exist; the IVS channel is {channel}, and the URL to push to is in Secret \"{secret}\".");
        if (before.Resources.FormerRecordingConfigurationArn is null && after.Resources.FormerRecordingConfigurationArn is { } former)
            yield return (EventType.Normal, "RecordingReplaced", $"The recording configuration {former} is deleted once the channel no longer uses it.");
        if (before.Stream?.Id is { } ended && ended != after.Stream?.Id) yield return (EventType.Normal, "Offline", $"Stream {ended} has ended.");
        if (after.Stream?.Id is { } began && began != before.Stream?.Id) yield return (EventType.Normal, "Live", $"An encoder pushes: stream {began}.");
        if (after.Stream is { Health: "STARVING" } && before.Stream?.Health != "STARVING")
            yield return (EventType.Warning, "Starving", "IVS receives too little to show the stream smoothly.");
        if (Find(before, IvsChannelConditions.ChangesPending) is null && Find(after, IvsChannelConditions.ChangesPending) is { } pending)
            yield return (EventType.Normal, "ChangesPending", pending.Message);
        if (IsDriftNew(before, after)) yield return (EventType.Warning, "DriftObserved", Find(after, IvsChannelConditions.Drifted)!.Message);
        if (Blocked.QuotaBegan(before.Conditions, after.Conditions) is { } quota) yield return (EventType.Warning, quota.Reason, quota.Message);
        var (stalledBefore, stalled) = (Find(before, ConditionTypes.Stalled), Find(after, ConditionTypes.Stalled));
        if (stalled?.Status == ConditionStatus.True && stalled.Message != stalledBefore?.Message)
            yield return (EventType.Warning, stalled.Reason, stalled.Message);
    }

    /// <summary>Whether drift was found that the former status did not report.</summary>
    public static bool IsDriftNew(IvsChannelStatus before, IvsChannelStatus after) =>
        Find(after, IvsChannelConditions.Drifted) is { } drifted && drifted.Message != Find(before, IvsChannelConditions.Drifted)?.Message;

    private static Condition? Find(IvsChannelStatus status, string type) => status.Conditions.FirstOrDefault(c => c.Type == type);
}
