using System.Diagnostics.Metrics;

namespace Onair.Gateway.Telemetry;

/// <summary>The instruments of telemetry. Sessions and addresses are not labels: their number is unbounded.</summary>
internal static class TelemetryMetrics
{
    private static readonly Meter Meter = new("Onair.Gateway.Telemetry");

    private static readonly Counter<long> Beacons = Meter.CreateCounter<long>("onair_telemetry_beacons_total", description: "Beacons by HTTP status.");

    private static readonly Counter<long> AcceptedEvents = Meter.CreateCounter<long>("onair_telemetry_events_accepted_total", description: "Events of beacons that were answered with 202, repeats included.");

    private static readonly Counter<long> StoredEvents = Meter.CreateCounter<long>("onair_telemetry_events_stored_total", description: "Events that were stored, without repeats.");

    private static readonly Counter<long> DeliveredEvents = Meter.CreateCounter<long>("onair_telemetry_events_delivered_total", description: "Events that the receiver has accepted.");

    private static readonly Counter<long> DeadEvents = Meter.CreateCounter<long>("onair_telemetry_events_dead_total", description: "Events that became dead letters, by reason.");

    private static readonly Counter<long> DroppedEvents = Meter.CreateCounter<long>("onair_telemetry_events_dropped_total", description: "Events that were dropped before the receiver had accepted them, by reason.");

    private static readonly Counter<long> Attempts = Meter.CreateCounter<long>("onair_telemetry_delivery_attempts_total", description: "Attempts to send to the receiver, by result.");

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("onair_telemetry_delivery_duration_seconds", "s", "How long a request to the receiver took.");

    public static void Answered(int status) => Beacons.Add(1, new KeyValuePair<string, object?>("status", status));

    public static void Accepted(int events, int stored)
    {
        AcceptedEvents.Add(events);
        StoredEvents.Add(stored);
    }

    public static void Delivered(int events) => DeliveredEvents.Add(events);

    public static void Dead(string kind, int events) => DeadEvents.Add(events, new KeyValuePair<string, object?>("reason", kind));

    public static void Dropped(string reason, int events) => DroppedEvents.Add(events, new KeyValuePair<string, object?>("reason", reason));

    public static void Attempted(string kind) => Attempts.Add(1, new KeyValuePair<string, object?>("result", kind));

    public static void Requested(TimeSpan duration) => Duration.Record(duration.TotalSeconds);
}
