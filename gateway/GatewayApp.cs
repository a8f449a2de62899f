using Microsoft.Extensions.DependencyInjection.Extensions;
using Onair.Gateway.KeyServer;
using Onair.Kubernetes;

namespace Onair.Gateway;

/// <summary>Builds the gateway.</summary>
internal static class GatewayApp
{
    public static WebApplication Build(WebApplicationBuilder builder, KeyServerSettings keyServer)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<PrometheusExporter>();
        builder.AddKeyServer(keyServer);

        var app = builder.Build();
        var exporter = app.Services.GetRequiredService<PrometheusExporter>();
        app.UseKeyServer();
        app.MapGet("/metrics", () => Results.Text(exporter.Scrape(), PrometheusExporter.ContentType));
        app.MapGet("/healthz", () => "ok");
        app.MapGet("/readyz", () => "ok");
        return app;
    }
}
