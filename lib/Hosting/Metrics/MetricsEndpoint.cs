using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Prometheus;

namespace Onair.Hosting.Metrics;

/// <summary>Registers and serves the metrics.</summary>
public static class MetricsEndpoint
{
    /// <summary>Keeps the instruments of this process for <see cref="MapMetricsEndpoint"/>.</summary>
    public static IServiceCollection AddMetricsEndpoint(this IServiceCollection services) => services.AddSingleton<PrometheusMeters>();

    /// <summary>Adds an object whose constructor creates instruments that are observed at each scrape.</summary>
    public static IServiceCollection AddGauges<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(this IServiceCollection services)
        where T : class => services.AddSingleton<T>().AddSingleton(new Gauges(p => p.GetRequiredService<T>()));

    /// <summary>Serves <c>/metrics</c>, with all gauges from the start.</summary>
    public static void MapMetricsEndpoint(this IEndpointRouteBuilder routes)
    {
        foreach (var gauges in routes.ServiceProvider.GetServices<Gauges>()) gauges.Create(routes.ServiceProvider);
        routes.MapMetrics("/metrics", routes.ServiceProvider.GetRequiredService<PrometheusMeters>().Registry);
    }

    private sealed record Gauges(Func<IServiceProvider, object> Create);
}
