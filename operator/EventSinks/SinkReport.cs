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
    public static EventSinkStatus WithConditions(EventSinkStatus status, EventSink sink, IReadOnlyList<Violation> violations, SecretProblem? secretProblem, DateTimeOffset now)
    {
        var verdict = SinkVerdict.Of(status, sink, violations, secretProblem);
        var (phase, _, _, reason, message) = verdict;
        var conditions = new Conditions(status.Conditions, sink.Metadata.Generation, now);
        if (verdict.Ready is { } ready) conditions.Set(ConditionTypes.Ready, ready, reason, message);
        else conditions.Set(ConditionTypes.Ready, true, "Interrupted", Interrupted(status));
        conditions.Set(EventSinkConditions.Delivering, verdict.Delivering, reason, message);
        conditions.Set(ConditionTypes.Reconciling, phase == "Retrying", reason, phase == "Retrying" ? message : Conditions.AtRest);
        conditions.Set(ConditionTypes.Stalled, phase == "Stalled", reason, phase == "Stalled" ? message : Conditions.NeedsNobody);
        return status with { ObservedGeneration = sink.Metadata.Generation, Phase = phase, Conditions = conditions.All };
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
        if (now is { Status: ConditionStatus.True, Reason: not "Gone" } && now.Message != stalled?.Message) yield return (EventType.Warning, now.Reason, now.Message);
    }

    private static string Interrupted(EventSinkStatus status) =>
        string.Create(CultureInfo.InvariantCulture, $"The receiver accepted events until {status.LastDeliveredAt:yyyy-MM-ddTHH:mm:ssZ}. See Delivering.");

    private static bool IsOpen(EventSinkStatus status) => status.Breaker is BreakerState.Open or BreakerState.HalfOpen;

    private static bool IsRefused(Condition? stalled) => stalled is { Status: ConditionStatus.True, Reason: SinkVerdict.Unauthorized or SinkVerdict.Refused };

    private static Condition? Stalled(EventSinkStatus status) => status.Conditions.FirstOrDefault(c => c.Type == ConditionTypes.Stalled);
}
