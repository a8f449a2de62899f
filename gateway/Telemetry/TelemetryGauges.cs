using System.Diagnostics.Metrics;
using Onair.Gateway.Telemetry.Delivery;
using Onair.Gateway.Telemetry.Store;

namespace Onair.Gateway.Telemetry;

/// <summary>What is observed of telemetry at each scrape.</summary>
internal sealed class TelemetryGauges
{
    private static readonly Meter Meter = new("Onair.Gateway.Telemetry.State");

    public TelemetryGauges(TelemetryDatabase database, TelemetryDelivery delivery)
    {
        Meter.CreateObservableGauge("onair_telemetry_database_up", () => database.IsUp ? 1 : 0, description: "Whether PostgreSQL answers.");
        Meter.CreateObservableGauge(
            "onair_telemetry_backlog_age_seconds", () => delivery.BacklogAge, "s", "How long the oldest event has been waiting for the receiver.");
    }
}
