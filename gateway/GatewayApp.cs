using Onair.Gateway.Audience;
using Onair.Gateway.Broadcasts;
using Onair.Gateway.KeyServer;
using Onair.Gateway.Player;
using Onair.Gateway.Routing;
using Onair.Gateway.Streams;
using Onair.Gateway.Telemetry;
using Onair.Hosting;
using Onair.Hosting.Metrics;
using Onair.Kubernetes.Hosting;

namespace Onair.Gateway;

/// <summary>Builds the gateway.</summary>
internal static class GatewayApp
{
    public static WebApplication Build(WebApplicationBuilder builder, GatewaySettings settings, IReadOnlyList<ApiRoute> routes)
    {
        builder.Services.AddMetricsEndpoint().WithoutRequestLog();
        if (settings.KeyServer is { } keyServer) builder.Services.AddKeyServer(keyServer);
        if (settings.StreamApi is { } streamApi) builder.Services.AddStreamApi(streamApi).AddStreams(streamApi).AddBroadcasts(streamApi);
        if (settings.Player is { } player) builder.Services.AddPlayer(player).AddTelemetry(settings.Telemetry);
        if (settings.Telemetry is not null) builder.Services.AddAudience();
        builder.ListenOn([settings.Port, .. Optional(settings.KeyServer?.SpekePort), .. Optional(settings.StreamApi?.Port)]);

        var app = builder.Build();
        app.UsePorts(path => PortOf(path, settings));
        if (settings.KeyServer is not null)
        {
            app.UseCors();
            app.MapKeyServer();
        }
        if (settings.Player is not null) app.MapPlayer();
        if (settings.StreamApi is { } api) app.MapStreamApi(api, routes);
        app.MapMetricsEndpoint();
        app.MapHealth(() => app.Services.GetService<KubernetesHealth>()?.Unready());
        return app;
    }

    // Paths that no feature knows are answered where they are asked for most: on the stream API's port.
    private static int PortOf(PathString path, GatewaySettings settings) =>
        settings.KeyServer is { } keyServer && KeyServerSetup.IsForPackagers(path) ? keyServer.SpekePort
        : settings.Player is not null && PlayerSetup.Takes(path) ? settings.Port
        : settings.StreamApi is { } api && StreamApiSetup.Takes(path) ? api.Port
        : settings.Port;

    private static IEnumerable<int> Optional(int? port) => port is { } known ? [known] : [];
}
