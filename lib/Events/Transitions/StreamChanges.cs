using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Kubernetes.Events;

namespace Onair.Events.Transitions;

/// <summary>What happened to a LiveStream between two statuses. A pure function.</summary>
public static class StreamChanges
{
    /// <summary>The changes, in order.</summary>
    /// <param name="before">The status that is stored.</param>
    /// <param name="after">The status that replaces it.</param>
    public static IEnumerable<Change> Between(LiveStreamStatus before, LiveStreamStatus after) =>
        [.. OfResources(before, after), .. OfSessions(before, after), .. OfInput(before, after), .. OfSpec(before, after), .. OfTrouble(before, after), .. OfEnd(before, after)];

    private static IEnumerable<Change> OfResources(LiveStreamStatus before, LiveStreamStatus after)
    {
        if (!IsProvisioned(before) && IsProvisioned(after) && after.Outbox?.ClosedAt is null)
            yield return new(new(EventTypes.LiveStreamProvisioned), new(EventType.Normal, "Provisioned", $"All resources exist; the MediaLive channel is {after.Resources.ChannelId}."));
    }

    private static IEnumerable<Change> OfSessions(LiveStreamStatus before, LiveStreamStatus after)
    {
        foreach (var session in after.Sessions)
        {
            var was = before.Sessions.FirstOrDefault(s => s.Id == session.Id);
            if (was is null)
                yield return new(
                    new(EventTypes.LiveStreamStarting) { SessionId = session.Id }, new(EventType.Normal, "Starting", $"Session {session.Id} records to {session.ArchivePath}."));
            if (was?.RunningAt is null && session.RunningAt is not null)
                // A session that was opened for a channel that ran already has no other beginning.
                yield return new(
                    new(EventTypes.LiveStreamStarted) { SessionId = session.Id }, was is null ? null : new(EventType.Normal, "Started", "The channel runs."));
            // The actor announces a stop before it takes the channel off air.
            if (was?.StoppingAt is null && session.StoppingAt is not null)
                yield return Change.Told(new(EventTypes.LiveStreamStopping) { SessionId = session.Id, Message = session.StopReason });
            if (was?.StoppedAt is null && session.StoppedAt is not null)
                yield return new(
                    new(EventTypes.LiveStreamStopped) { SessionId = session.Id, Reason = after.Hold?.SessionId == session.Id ? after.Hold.Reason : null, Message = session.StopReason },
                    new(EventType.Normal, "Stopped", $"The channel is idle; session {session.Id} is closed."));
        }
    }

    private static IEnumerable<Change> OfInput(LiveStreamStatus before, LiveStreamStatus after)
    {
        var (was, isNow) = (Is(before, LiveStreamConditions.Receiving), Is(after, LiveStreamConditions.Receiving));
        if (was != ConditionStatus.True && isNow == ConditionStatus.True)
            yield return new(new(EventTypes.LiveStreamReceiving), new(EventType.Normal, "Receiving", "Video arrives at the channel."));
        if (was == ConditionStatus.True && Find(after, LiveStreamConditions.Receiving) is { Status: ConditionStatus.False, Reason: "NoInput" })
        {
            const string Silence = "No video arrives at the running channel.";
            yield return new(new(EventTypes.LiveStreamInputLost) { Reason = "NoInput", Message = Silence }, new(EventType.Warning, "InputLost", Silence));
        }
    }

    private static IEnumerable<Change> OfSpec(LiveStreamStatus before, LiveStreamStatus after)
    {
        if (IsApplied(before, after) && (after.Hold is not null || Is(after, ConditionTypes.Stalled) != ConditionStatus.True)) yield return Change.Told(new(EventTypes.LiveStreamChanged));
        if (Find(before, LiveStreamConditions.ChangesPending) is null && Find(after, LiveStreamConditions.ChangesPending) is { } pending)
            yield return Change.Normal("ChangesPending", pending.Message);
        if (!KeepsSchedule(before) && KeepsSchedule(after))
            yield return Change.Warning(
                "StateIgnored",
                $"{after.Run!.Message} To confirm that the channel follows the schedule, remove spec.state or set it to Scheduled. After that, Stopped and Running override the schedule.");
        if (Drift.Began(before.Conditions, after.Conditions) is { } drifted) yield return Change.Warning("DriftObserved", drifted.Message);
        if (Deprecation.Between(before.Conditions, after.Conditions) is { } deprecated) yield return deprecated;
    }

    // A hold is reported when it begins: the stop that follows it takes minutes, and its condition comes after that.
    private static IEnumerable<Change> OfTrouble(LiveStreamStatus before, LiveStreamStatus after)
    {
        if (before.Hold is not null && after.Hold is null) yield return Change.Normal("Resumed", "The cost guard no longer holds the channel.");
        if (after.Hold is { } hold)
        {
            if (before.Hold?.SessionId != hold.SessionId)
                yield return new(new(EventTypes.LiveStreamFailed) { Reason = hold.Reason, Message = hold.Message }, new(EventType.Warning, hold.Reason, hold.Message));
        }
        else if (Blocked.Between(before.Conditions, after.Conditions, EventTypes.LiveStreamFailed) is { } blocked) yield return blocked;
    }

    private static IEnumerable<Change> OfEnd(LiveStreamStatus before, LiveStreamStatus after)
    {
        if (before.Outbox?.ClosedAt is null && after.Outbox?.ClosedAt is not null) yield return Change.Told(new(EventTypes.LiveStreamDeleted));
    }

    // The URLs are recorded after the resources, the playlist last: the event has them.
    private static bool IsProvisioned(LiveStreamStatus status) => status is { Resources.ChannelId: not null, Playback.Url: not null };

    // An edit is applied when its generation is observed and no part of it waits for the channel to stop.
    private static bool IsApplied(LiveStreamStatus before, LiveStreamStatus after) =>
        before.ObservedGeneration is not null
        && Find(after, LiveStreamConditions.ChangesPending) is null
        && (before.ObservedGeneration < after.ObservedGeneration || Find(before, LiveStreamConditions.ChangesPending) is not null);

    // A schedule that goes on deciding after an upgrade, beside a state that a former release stored.
    private static bool KeepsSchedule(LiveStreamStatus status) => status.Run is { Reason: RunReason.Schedule, FormerState: not null };

    private static ConditionStatus? Is(LiveStreamStatus status, string type) => Find(status, type)?.Status;

    private static Condition? Find(LiveStreamStatus status, string type) => status.Conditions.FirstOrDefault(c => c.Type == type);
}
