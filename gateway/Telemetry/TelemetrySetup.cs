using Onair.Gateway.Telemetry.Beacons;
using Onair.Gateway.Telemetry.Delivery;
using Onair.Gateway.Telemetry.Store;
using Onair.Hosting;
using Onair.Hosting.Metrics;

namespace Onair.Gateway.Telemetry;

/// <summary>Adds telemetry to the gateway: the player's routes find it among the services.</summary>
internal static class TelemetrySetup
{
    /// <summary>Adds it; with null, it is off, and health says so.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, TelemetrySettings? settings)
    {
        if (settings is null) return services.AddSingleton(new HealthNote(() => "telemetry is off: Telemetry__Enabled is not true"));
        return services
            .AddSingleton(settings)
            .AddSingleton<TelemetryDatabase>()
            .AddSingleton<EventStore>()
            .AddSingleton<BeaconLimits>()
            .AddSingleton<BeaconEndpoint>()
            .AddSingleton<ViewQueue>()
            .AddSingleton<ShardLeases>()
            .AddSingleton<TelemetryHost>()
            .AddSingleton<TelemetryDelivery>()
            .AddSingleton(p => new TelemetryFeature(settings, p.GetRequiredService<ViewQueue>(), p.GetRequiredService<BeaconEndpoint>()))
            .AddSingleton(p => NoteOf(p.GetRequiredService<TelemetryDatabase>(), p.GetRequiredService<TelemetryHost>()))
            .AddGauges<TelemetryGauges>()
            .AddHostedService<Keeper>()
            .AddHostedService(p => p.GetRequiredService<ViewQueue>())
            .AddHostedService(p => p.GetRequiredService<TelemetryDelivery>());
    }

    private static HealthNote NoteOf(TelemetryDatabase database, TelemetryHost host) => new(() =>
        !database.IsUp ? "telemetry is off: PostgreSQL does not answer"
        : host.Failure is { } failure ? $"viewers' events wait: {failure}"
        : null);
}
