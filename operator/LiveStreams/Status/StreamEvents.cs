using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Events.Transitions;
using Onair.Kubernetes;

namespace Onair.Operator.LiveStreams.Status;

/// <summary>The transitions between two statuses, as Kubernetes Events. A pure function.</summary>
internal static class StreamEvents
{
    public static IEnumerable<(EventType Type, string Reason, string Message)> Between(LiveStreamStatus before, LiveStreamStatus after)
    {
        if (before.Resources.ChannelId is null && after.Resources.ChannelId is { } channel)
            yield return (EventType.Normal, "Provisioned", $"All resources exist; the MediaLive channel is {channel}.");
        if (before.CurrentSessionId != after.CurrentSessionId)
        {
            if (before.CurrentSessionId is { } closed)
                yield return (EventType.Normal, "Stopped", $"The channel is idle; session {closed} is closed.");
            if (after.Sessions.LastOrDefault(s => s.Id == after.CurrentSessionId) is { } opened)
                yield return (EventType.Normal, "Starting", $"Session {opened.Id} records to {opened.ArchivePath}.");
        }
        if (RunningAt(before) is null && RunningAt(after) is not null && before.CurrentSessionId is not null)
            yield return (EventType.Normal, "Started", "The channel runs.");
        var (was, isNow) = (Is(before, LiveStreamConditions.Receiving), Is(after, LiveStreamConditions.Receiving));
        if (was != ConditionStatus.True && isNow == ConditionStatus.True)
            yield return (EventType.Normal, "Receiving", "Video arrives at the channel.");
        if (was == ConditionStatus.True && Find(after, LiveStreamConditions.Receiving) is { Status: ConditionStatus.False, Reason: "NoInput" })
            yield return (EventType.Warning, "InputLost", "No video arrives at the running channel.");
        if (Is(before, LiveStreamConditions.ChangesPending) is null && Find(after, LiveStreamConditions.ChangesPending) is { } pending)
            yield return (EventType.Normal, "ChangesPending", pending.Message);
        if (before.Hold is null && after.Hold is { } hold)
            yield return (EventType.Warning, hold.Reason, hold.Message);
        if (before.Hold is not null && after.Hold is null)
            yield return (EventType.Normal, "Resumed", "The cost guard no longer holds the channel.");
        if (!KeepsSchedule(before) && KeepsSchedule(after))
            yield return (
                EventType.Warning, "StateIgnored",
                $"{after.Run!.Message} To confirm that the channel follows the schedule, remove spec.state or set it to Scheduled. After that, Stopped and Running override the schedule.");
        if (IsDriftNew(before, after))
            yield return (EventType.Warning, "DriftObserved", Find(after, LiveStreamConditions.Drifted)!.Message);
        if (Find(after, LiveStreamConditions.Deprecated) is { } deprecated && deprecated.Message != Find(before, LiveStreamConditions.Deprecated)?.Message)
            yield return (EventType.Warning, "Deprecated", deprecated.Message);
        if (Blocked.QuotaBegan(before.Conditions, after.Conditions) is { } quota) yield return (EventType.Warning, quota.Reason, quota.Message);
        var (stalledBefore, stalled) = (Find(before, ConditionTypes.Stalled), Find(after, ConditionTypes.Stalled));
        if (stalled?.Status == ConditionStatus.True && after.Hold is null && stalled.Message != stalledBefore?.Message)
            yield return (EventType.Warning, stalled.Reason, stalled.Message);
    }

    /// <summary>Whether drift was found that the former status did not report.</summary>
    public static bool IsDriftNew(LiveStreamStatus before, LiveStreamStatus after) =>
        Find(after, LiveStreamConditions.Drifted) is { } drifted && drifted.Message != Find(before, LiveStreamConditions.Drifted)?.Message;

    // A schedule that goes on deciding after an upgrade, beside a state that a former release stored.
    private static bool KeepsSchedule(LiveStreamStatus status) => status.Run is { Reason: RunReason.Schedule, FormerState: not null };

    private static DateTimeOffset? RunningAt(LiveStreamStatus status) =>
        status.Sessions.LastOrDefault(s => s.Id == status.CurrentSessionId)?.RunningAt;

    private static ConditionStatus? Is(LiveStreamStatus status, string type) => Find(status, type)?.Status;

    private static Condition? Find(LiveStreamStatus status, string type) => status.Conditions.FirstOrDefault(c => c.Type == type);
}
