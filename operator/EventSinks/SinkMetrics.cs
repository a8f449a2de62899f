using System.Diagnostics.Metrics;
using Onair.Api.Common;
using Onair.Api.EventSinks;
using Onair.Operator.Metrics;

namespace Onair.Operator.EventSinks;

/// <summary>Counts what EventSinks are sent, and what waits for them.</summary>
internal sealed class SinkMetrics
{
    private static readonly Counter<long> DeliveredEvents = OnairMeter.Instance.CreateCounter<long>(
        "onair_events_delivered_total", description: "Events delivered to EventSinks, by type.");

    private static readonly Counter<long> Attempts = OnairMeter.Instance.CreateCounter<long>(
        "onair_events_attempts_total", description: "Attempts to send an event or a batch, by result.");

    private static readonly Counter<long> Retries = OnairMeter.Instance.CreateCounter<long>(
        "onair_events_retried_total", description: "Retries, by the result of the previous attempt.");

    private static readonly Counter<long> DeadEvents = OnairMeter.Instance.CreateCounter<long>(
        "onair_events_dead_total", description: "Events that became dead letters, by reason.");

    private static readonly Histogram<double> Latency = OnairMeter.Instance.CreateHistogram<double>(
        "onair_events_delivery_seconds", "s", "Time from the recording of an event until its delivery to an EventSink.");

    private static readonly Histogram<double> Requests = OnairMeter.Instance.CreateHistogram<double>(
        "onair_events_request_seconds", "s", "Duration of requests to EventSinks.");

    public SinkMetrics(SinkStatusRegistry sinks)
    {
        OnairMeter.Instance.CreateObservableGauge(
            "onair_events_pending", () => sinks.Active.Select(s => new Measurement<int>(s.Pending, Of(s.Key))),
            description: "Events that wait for an EventSink.");
        OnairMeter.Instance.CreateObservableGauge(
            "onair_sink_breaker_open", () => sinks.Active.Select(s => new Measurement<int>(s.Breaker == BreakerState.Closed ? 0 : 1, Of(s.Key))),
            description: "1 while an EventSink failed so often that it is left alone.");
    }

    public static void Attempted(string sink, string reason) => Attempts.Add(1, Of(sink), new("reason", reason));

    public static void Retried(string sink, string reason) => Retries.Add(1, Of(sink), new("reason", reason));

    public static void Dead(string sink, string reason, int events) => DeadEvents.Add(events, Of(sink), new("reason", reason));

    public static void Requested(string sink, TimeSpan took) => Requests.Record(took.TotalSeconds, Of(sink));

    public static void Delivered(string sink, IEnumerable<PendingEvent> events, DateTimeOffset now)
    {
        foreach (var one in events)
        {
            DeliveredEvents.Add(1, Of(sink), new("type", one.Type));
            Latency.Record(Math.Max(0, (now - one.Time).TotalSeconds), Of(sink));
        }
    }

    private static KeyValuePair<string, object?> Of(string sink) => new("sink", sink);
}
