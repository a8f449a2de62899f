using System.Globalization;
using Onair.Api.Common;
using Onair.Api.EventSinks;
using Onair.Api.Rules;
using Onair.Kubernetes.Events;
using Onair.Operator.Reconciliation;

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
    public static EventSinkStatus WithConditions(EventSinkStatus status, EventSink sink, IReadOnlyList<Violation> violations, SecretProblem? secretProblem, DateTimeOffset now)
    {
        var verdict = SinkVerdict.Of(status, sink, violations, secretProblem);
        var conditions = new Conditions(status.Conditions, sink.Metadata.Generation, now);
        if (verdict.End is Settle) EndConditions.Settled(conditions, verdict.Reason, verdict.Message);
        else if (verdict is { IsInterrupted: true, End: Wait wait }) EndConditions.Interrupted(conditions, wait, Interrupted(status));
        else EndConditions.Unsettled(conditions, verdict.End);
        conditions.Set(EventSinkConditions.Delivering, verdict.Delivering, verdict.Reason, verdict.Message);
        return status with { ObservedGeneration = sink.Metadata.Generation, Phase = verdict.Phase, Conditions = conditions.All };
    }

    /// <summary>The Kubernetes Events for a change of status.</summary>
    public static IEnumerable<(EventType Type, string Reason, string Message)> EventsBetween(EventSinkStatus before, EventSinkStatus after)
    {
        var (wasOpen, isOpen) = (IsOpen(before), IsOpen(after));
        var (stalled, now) = (Stalled(before), Stalled(after));
        // What the receiver refuses is said below.
        if (isOpen && !wasOpen && now?.Status != ConditionStatus.True) yield return (EventType.Warning, "BreakerOpened", $"Delivery is suspended for a while: {after.LastError?.Message ?? "several requests in a row failed"}.");
        if ((wasOpen || IsRefused(stalled)) && !isOpen && after.Failures == 0) yield return (EventType.Normal, "Recovered", "Delivery has resumed.");
        if (after.GoneGeneration is { } gone && gone != before.GoneGeneration)
            yield return (EventType.Warning, "Gone", "The receiver returned 410 Gone. No more events are sent to it.");
        if ((after.DeadTotal ?? 0) - (before.DeadTotal ?? 0) is > 0 and var dead)
            yield return (EventType.Warning, "DeadLettered", string.Create(CultureInfo.InvariantCulture, $"Events that became dead letters: {dead}. The latest: {(after.DeadLetters is [.., var last] ? last.Reason : "not kept")}."));
        if (after.Replay != before.Replay)
            yield return (EventType.Normal, "Replayed", string.Create(CultureInfo.InvariantCulture, $"Dead letters that are being replayed: {after.DeadLetters.Count(l => l.Replaying == true)}."));
        if (Lack(after) is { } lack && lack.Message != Lack(before)?.Message) yield return (EventType.Warning, lack.Reason, lack.Message);
        if (now is { Status: ConditionStatus.True, Reason: not "Gone" } && now.Message != stalled?.Message) yield return (EventType.Warning, now.Reason, now.Message);
    }

    private static string Interrupted(EventSinkStatus status) =>
        string.Create(CultureInfo.InvariantCulture, $"The receiver accepted events until {status.LastDeliveredAt:yyyy-MM-ddTHH:mm:ssZ}. See Delivering.");

    private static bool IsOpen(EventSinkStatus status) => status.Breaker is BreakerState.Open or BreakerState.HalfOpen;

    private static bool IsRefused(Condition? stalled) => stalled is { Status: ConditionStatus.True, Reason: SinkVerdict.Unauthorized or SinkVerdict.Refused };

    /// <summary>The condition of an EventSink that waits for a Secret; null of any other.</summary>
    public static Condition? Lack(EventSinkStatus status) =>
        status.Conditions.FirstOrDefault(c => c is { Type: ConditionTypes.Reconciling, Status: ConditionStatus.True, Reason: SecretProblem.Missing });

    private static Condition? Stalled(EventSinkStatus status) => status.Conditions.FirstOrDefault(c => c.Type == ConditionTypes.Stalled);
}
