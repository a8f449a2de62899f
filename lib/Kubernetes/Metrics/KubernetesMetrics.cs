using System.Diagnostics.Metrics;

namespace Onair.Kubernetes.Metrics;

/// <summary>The instruments of this library, of the meter <see cref="MeterName"/>.</summary>
public static class KubernetesMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Onair.Kubernetes";

    private static readonly Meter Meter = new(MeterName);

    internal static Counter<long> Requests { get; } =
        Meter.CreateCounter<long>("onair_apiserver_requests_total", description: "Requests to the API server by verb, resource and HTTP status.");

    internal static Counter<long> WatchRestarts { get; } =
        Meter.CreateCounter<long>("onair_watch_restarts_total", description: "Watches that ended, by resource and reason.");

    internal static UpDownCounter<long> UnreadableObjects { get; } =
        Meter.CreateUpDownCounter<long>("onair_unreadable_objects", description: "Objects that are skipped because a field cannot be read, by resource.");

    internal static Counter<long> Reconciles { get; } =
        Meter.CreateCounter<long>("onair_reconcile_total", description: "Reconciles by controller and result.");

    internal static Histogram<double> ReconcileDuration { get; } =
        Meter.CreateHistogram<double>("onair_reconcile_duration_seconds", "s", "How long a reconcile took.");

    internal static Counter<long> ReconcilePanics { get; } =
        Meter.CreateCounter<long>("onair_reconcile_panics_total", description: "Reconciles that ended in an exception that only a defect raises.");

    internal static UpDownCounter<long> QueueDepth { get; } =
        Meter.CreateUpDownCounter<long>("onair_workqueue_depth", description: "Objects that wait for a worker.");

    internal static Histogram<double> QueueLatency { get; } =
        Meter.CreateHistogram<double>("onair_workqueue_latency_seconds", "s", "How long an object waited for a worker.");

    internal static Counter<long> CacheWaits { get; } =
        Meter.CreateCounter<long>("onair_reconcile_cache_waits_total", description: "Reconciles held back until the cache saw their own last write.");

    internal static Gauge<int> Leader { get; } =
        Meter.CreateGauge<int>("onair_leader", description: "1 while this process leads.");

    internal static Counter<long> EventsDropped { get; } =
        Meter.CreateCounter<long>("onair_events_dropped_total", description: "Kubernetes Events that were not delivered, by reason.");
}
