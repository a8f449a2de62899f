using Onair.Api.Common;
using Onair.Api.LiveStreams;

namespace Onair.Events.Transitions;

/// <summary>What happened to a LiveStream between two consecutive statuses. A pure function.</summary>
public static class StreamTransitions
{
    /// <summary>The transitions, in order.</summary>
    /// <param name="before">The status that is stored.</param>
    /// <param name="after">The status that replaces it.</param>
    public static IEnumerable<Transition> Between(LiveStreamStatus before, LiveStreamStatus after)
    {
        if (!IsProvisioned(before) && IsProvisioned(after) && after.Outbox?.ClosedAt is null) yield return new(EventTypes.LiveStreamProvisioned);
        foreach (var transition in OfSessions(before, after)) yield return transition;
        var (was, isNow) = (Is(before, LiveStreamConditions.Receiving), Is(after, LiveStreamConditions.Receiving));
        if (was != ConditionStatus.True && isNow == ConditionStatus.True) yield return new(EventTypes.LiveStreamReceiving);
        if (was == ConditionStatus.True && Find(after, LiveStreamConditions.Receiving) is { Status: ConditionStatus.False, Reason: "NoInput" })
            yield return new(EventTypes.LiveStreamInputLost) { Reason = "NoInput", Message = "No video arrives at the running channel." };
        if (IsApplied(before, after) && (after.Hold is not null || Is(after, ConditionTypes.Stalled) != ConditionStatus.True)) yield return new(EventTypes.LiveStreamChanged);
        // A hold is reported when it begins: the stop that follows it takes minutes, and its condition comes after that.
        if (after.Hold is { } hold)
        {
            if (before.Hold?.SessionId != hold.SessionId) yield return new(EventTypes.LiveStreamFailed) { Reason = hold.Reason, Message = hold.Message };
        }
        else if (Blocked.Began(before.Conditions, after.Conditions) is { } blocked)
            yield return new(EventTypes.LiveStreamFailed) { Reason = blocked.Reason, Message = blocked.Message };
        if (before.Outbox?.ClosedAt is null && after.Outbox?.ClosedAt is not null) yield return new(EventTypes.LiveStreamDeleted);
    }

    private static IEnumerable<Transition> OfSessions(LiveStreamStatus before, LiveStreamStatus after)
    {
        foreach (var session in after.Sessions)
        {
            var was = before.Sessions.FirstOrDefault(s => s.Id == session.Id);
            if (was is null) yield return new(EventTypes.LiveStreamStarting) { SessionId = session.Id };
            if (was?.RunningAt is null && session.RunningAt is not null) yield return new(EventTypes.LiveStreamStarted) { SessionId = session.Id };
            if (was?.StoppingAt is null && session.StoppingAt is not null) yield return new(EventTypes.LiveStreamStopping) { SessionId = session.Id, Message = session.StopReason };
            if (was?.StoppedAt is null && session.StoppedAt is not null)
                yield return new(EventTypes.LiveStreamStopped) { SessionId = session.Id, Reason = after.Hold?.SessionId == session.Id ? after.Hold.Reason : null, Message = session.StopReason };
        }
    }

    // The URLs are recorded after the resources, the playlist last: the event has them.
    private static bool IsProvisioned(LiveStreamStatus status) => status is { Resources.ChannelId: not null, Playback.Url: not null };

    // An edit is applied when its generation is observed and no part of it waits for the channel to stop.
    private static bool IsApplied(LiveStreamStatus before, LiveStreamStatus after) =>
        before.ObservedGeneration is not null
        && Find(after, LiveStreamConditions.ChangesPending) is null
        && (before.ObservedGeneration < after.ObservedGeneration || Find(before, LiveStreamConditions.ChangesPending) is not null);

    private static ConditionStatus? Is(LiveStreamStatus status, string type) => Find(status, type)?.Status;

    private static Condition? Find(LiveStreamStatus status, string type) => status.Conditions.FirstOrDefault(c => c.Type == type);
}
