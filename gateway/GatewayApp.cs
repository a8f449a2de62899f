using Microsoft.Extensions.DependencyInjection.Extensions;
using Onair.Gateway.KeyServer;
using Onair.Kubernetes;
using Prometheus;

namespace Onair.Gateway;

/// <summary>Builds the gateway.</summary>
internal static class GatewayApp
{
    public static WebApplication Build(WebApplicationBuilder builder, KeyServerSettings keyServer)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<PrometheusMeters>();
        builder.AddKeyServer(keyServer);

        var app = builder.Build();
        app.UseKeyServer();
        app.MapMetrics("/metrics", app.Services.GetRequiredService<PrometheusMeters>().Registry);
        app.MapGet("/healthz", () => "ok");
        app.MapGet("/readyz", () => "ok");
        return app;
    }
}
