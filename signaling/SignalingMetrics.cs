using System.Diagnostics.Metrics;
using Onair.Signaling.Accounting;
using Onair.Signaling.Connections;
using Onair.Signaling.State;

namespace Onair.Signaling;

/// <summary>The service's instruments. Sites and users are not labels: their number is unbounded.</summary>
internal sealed class SignalingMetrics
{
    private static readonly Meter Meter = new("Onair.Signaling");

    public SignalingMetrics(ConnectionRegistry connections, BeaconBuffer beacons, Database database)
    {
        Meter.CreateObservableGauge("onair_signaling_sockets", () => connections.Count, description: "Open sockets of this replica.");
        Meter.CreateObservableGauge("onair_signaling_waiting_intervals", () => beacons.Count, description: "Intervals of accounting that PostgreSQL does not have yet.");
        Meter.CreateObservableGauge("onair_signaling_database_up", () => database.IsUp ? 1 : 0, description: "Whether PostgreSQL answers.");
    }

    public static Counter<long> Messages { get; } = Meter.CreateCounter<long>("onair_signaling_messages_total", description: "Messages of pages by type.");

    public static Counter<long> Relayed { get; } = Meter.CreateCounter<long>("onair_signaling_relayed_total", description: "Messages that were relayed between pages, by type.");

    public static Counter<long> Watches { get; } = Meter.CreateCounter<long>("onair_signaling_watch_requests_total", description: "Requests to watch by outcome.");

    public static Counter<long> Refused { get; } = Meter.CreateCounter<long>("onair_signaling_refused_total", description: "Pages that were not let in, by reason.");

    public static Counter<long> Closed { get; } = Meter.CreateCounter<long>("onair_signaling_closed_total", description: "Sockets that this service closed, by close code.");
}
