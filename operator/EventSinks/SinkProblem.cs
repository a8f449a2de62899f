using Onair.Api.Common;
using Onair.Api.EventSinks;

namespace Onair.Operator.EventSinks;

/// <summary>Why an EventSink accepts no events at present. A pure function.</summary>
internal static class SinkProblem
{
    /// <summary>The problem, for people; null when events are delivered, or wait because somebody has paused the EventSink.</summary>
    /// <param name="status">The status as recorded. It may be seconds old.</param>
    /// <param name="now">The time.</param>
    /// <param name="patience">How long ago the receiver must have accepted its latest event: a short outage is no failure.</param>
    public static string? Of(EventSinkStatus status, DateTimeOffset now, TimeSpan patience)
    {
        var stalled = SinkReport.Lack(status) ?? status.Conditions.FirstOrDefault(c => c is { Type: ConditionTypes.Stalled, Status: ConditionStatus.True });
        // What the receiver answers may pass within seconds, as an outage does: a token that is being rotated, a deployment that redirects.
        var isAnswer = stalled?.Reason is SinkVerdict.Unauthorized or SinkVerdict.Refused;
        if (stalled is not null && !isAnswer) return stalled.Message;
        if (now - status.LastDeliveredAt < patience) return null;
        if (stalled is not null) return stalled.Message;
        return status.Breaker is BreakerState.Open or BreakerState.HalfOpen ? status.LastError?.Message ?? "several requests in a row failed" : null;
    }
}
