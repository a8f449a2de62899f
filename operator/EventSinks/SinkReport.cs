using System.Globalization;
using Onair.Api.Common;
using Onair.Api.EventSinks;
using Onair.Api.Rules;
using Onair.Kubernetes.Events;

namespace Onair.Operator.EventSinks;

/// <summary>What people read about an EventSink: its conditions, and Kubernetes Events when they change. Pure functions.</summary>
internal static class SinkReport
{
    /// <summary>Sets phase, conditions and observed generation.</summary>
    /// <param name="status">The rest of the status.</param>
    /// <param name="sink">The EventSink.</param>
    /// <param name="violations">The rules that its spec breaks.</param>
    /// <param name="secretProblem">What is wrong with its Secrets; null when nothing is.</param>
    /// <param name="now">The time of transitions.</param>
    public static EventSinkStatus WithConditions(EventSinkStatus status, EventSink sink, IReadOnlyList<Violation> violations, string? secretProblem, DateTimeOffset now)
    {
        var (phase, reason, message) = State(status, sink, violations, secretProblem);
        var conditions = new Conditions(status.Conditions, sink.Metadata.Generation, now);
        conditions.Set(ConditionTypes.Ready, phase == "Ready", reason, message);
        conditions.Set(ConditionTypes.Reconciling, phase == "Retrying", reason, phase == "Retrying" ? message : Conditions.AtRest);
        conditions.Set(ConditionTypes.Stalled, phase == "Stalled", reason, phase == "Stalled" ? message : Conditions.NeedsNobody);
        return status with { ObservedGeneration = sink.Metadata.Generation, Phase = phase, Conditions = conditions.All };
    }

    /// <summary>The Kubernetes Events for a change of status.</summary>
    public static IEnumerable<(EventType Type, string Reason, string Message)> EventsBetween(EventSinkStatus before, EventSinkStatus after)
    {
        var (wasOpen, isOpen) = (IsOpen(before), IsOpen(after));
        if (isOpen && !wasOpen) yield return (EventType.Warning, "BreakerOpened", $"Delivery is suspended for a while: {after.LastError?.Message ?? "several requests in a row failed"}.");
        if (wasOpen && !isOpen) yield return (EventType.Normal, "Recovered", "Delivery has resumed.");
        if (after.GoneGeneration is { } gone && gone != before.GoneGeneration)
            yield return (EventType.Warning, "Gone", "The receiver returned 410 Gone. No more events are sent to it.");
        if ((after.DeadTotal ?? 0) - (before.DeadTotal ?? 0) is > 0 and var dead)
            yield return (EventType.Warning, "DeadLettered", string.Create(CultureInfo.InvariantCulture, $"Events that became dead letters: {dead}. The latest: {(after.DeadLetters is [.., var last] ? last.Reason : "not kept")}."));
        if (after.Replay != before.Replay)
            yield return (EventType.Normal, "Replayed", string.Create(CultureInfo.InvariantCulture, $"Dead letters that are being replayed: {after.DeadLetters.Count(l => l.Replaying == true)}."));
        var (stalled, now) = (Stalled(before), Stalled(after));
        if (now is { Status: ConditionStatus.True, Reason: not "Gone" } && now.Message != stalled?.Message) yield return (EventType.Warning, now.Reason, now.Message);
    }

    private static (string Phase, string Reason, string Message) State(
        EventSinkStatus status, EventSink sink, IReadOnlyList<Violation> violations, string? secretProblem)
    {
        if (violations.Count > 0) return ("Stalled", "Invalid", string.Join("; ", violations));
        if (status.GoneGeneration is { } gone && gone == sink.Metadata.Generation)
            return ("Stalled", "Gone", $"The receiver returned 410 Gone. Nothing is sent to it until the spec changes or the annotation {Annotations.Replay} is set.");
        if (secretProblem is not null) return ("Stalled", "SecretMissing", $"{secretProblem}. Events wait.");
        if (SinkState.IsPaused(sink)) return ("Paused", "Paused", $"The annotation {Annotations.Paused} is set. Events wait.");
        if (IsOpen(status)) return ("Retrying", "Unreachable", "Several requests in a row failed. The receiver is retried with backoff; events wait.");
        return status.DeadLetters.Count > 0
            ? ("Ready", "DeadLetters", $"Events are delivered, but some became dead letters. The annotation {Annotations.Replay} replays them.")
            : ("Ready", "Ready", "Events are delivered.");
    }

    private static bool IsOpen(EventSinkStatus status) => status.Breaker is BreakerState.Open or BreakerState.HalfOpen;

    private static Condition? Stalled(EventSinkStatus status) => status.Conditions.FirstOrDefault(c => c.Type == ConditionTypes.Stalled);
}
