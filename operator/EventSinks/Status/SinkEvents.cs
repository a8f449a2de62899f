using System.Globalization;
using Onair.Api.Common;
using Onair.Api.EventSinks;
using Onair.Kubernetes;

namespace Onair.Operator.EventSinks.Status;

/// <summary>The transitions between two statuses, as Kubernetes Events. A pure function.</summary>
internal static class SinkEvents
{
    public static IEnumerable<(EventType Type, string Reason, string Message)> Between(EventSinkStatus before, EventSinkStatus after)
    {
        var (was, stands) = (IsOpen(before), IsOpen(after));
        if (stands && !was) yield return (EventType.Warning, "BreakerOpened", $"It is left alone for a while: {after.LastError?.Message ?? "it failed several times in a row"}.");
        if (was && !stands) yield return (EventType.Normal, "Recovered", "It is tried again as ever.");
        if (after.GoneGeneration is { } gone && gone != before.GoneGeneration)
            yield return (EventType.Warning, "Gone", "The receiver answered 410 Gone, and gets nothing any more.");
        if ((after.DeadTotal ?? 0) - (before.DeadTotal ?? 0) is > 0 and var dead)
            yield return (EventType.Warning, "DeadLettered", string.Create(CultureInfo.InvariantCulture, $"{dead} became dead letters: {(after.DeadLetters is [.., var last] ? last.Reason : "they are not kept")}."));
        if (after.Replay != before.Replay)
            yield return (EventType.Normal, "Replayed", string.Create(CultureInfo.InvariantCulture, $"{after.DeadLetters.Count(l => l.Replaying == true)} dead letters are sent again."));
        var (stalled, now) = (Stalled(before), Stalled(after));
        if (now is { Status: ConditionStatus.True, Reason: not "Gone" } && now.Message != stalled?.Message) yield return (EventType.Warning, now.Reason, now.Message);
    }

    private static bool IsOpen(EventSinkStatus status) => status.Breaker is BreakerState.Open or BreakerState.HalfOpen;

    private static Condition? Stalled(EventSinkStatus status) => status.Conditions.FirstOrDefault(c => c.Type == ConditionTypes.Stalled);
}
