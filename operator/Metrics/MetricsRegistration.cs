using System.Diagnostics.CodeAnalysis;
using Onair.Kubernetes;
using Prometheus;

namespace Onair.Operator.Metrics;

/// <summary>Registers and serves the metrics.</summary>
internal static class MetricsRegistration
{
    /// <summary>Adds an object whose constructor creates instruments that are observed at each scrape.</summary>
    public static IServiceCollection AddGauges<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(this IServiceCollection services)
        where T : class => services.AddSingleton<T>().AddSingleton(new Gauges(p => p.GetRequiredService<T>()));

    /// <summary>Serves <c>/metrics</c>, with all gauges from the start.</summary>
    public static void MapMetrics(this WebApplication app)
    {
        foreach (var gauges in app.Services.GetServices<Gauges>()) gauges.Create(app.Services);
        app.MapMetrics("/metrics", app.Services.GetRequiredService<PrometheusMeters>().Registry);
    }

    private sealed record Gauges(Func<IServiceProvider, object> Create);
}
