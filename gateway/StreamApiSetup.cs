using Onair.Gateway.Access;
using Onair.Gateway.Routing;
using Onair.Kubernetes.Hosting;
using Onair.Kubernetes.Secrets;

namespace Onair.Gateway;

/// <summary>Adds the stream API to the gateway.</summary>
internal static class StreamApiSetup
{
    /// <summary>Whether a path is not for viewers, the kubelet or Prometheus.</summary>
    public static bool Takes(PathString path) =>
        !path.StartsWithSegments("/keys") && !path.StartsWithSegments("/metrics") && !path.StartsWithSegments("/healthz") && !path.StartsWithSegments("/readyz");

    public static IServiceCollection AddStreamApi(this IServiceCollection services, StreamApiSettings settings) => services
        .AddKubernetesClient()
        .AddSingleton(settings)
        .AddSingleton(new LabelRule(settings.RequireSecretLabel))
        .AddSingleton<RateLimits>()
        .AddSingleton<ApiMiddleware>()
        .AddSingleton<ApiPipeline>()
        .AddAccess(settings);

    public static void MapStreamApi(this WebApplication app, StreamApiSettings settings, IReadOnlyList<ApiRoute> routes)
    {
        var middleware = app.Services.GetRequiredService<ApiMiddleware>();
        app.UseWhen(context => context.Connection.LocalPort == settings.Port, api => api.Use(middleware.InvokeAsync));
        app.MapApi(routes);
        app.MapGet(OpenApiEndpoint.Path, OpenApiEndpoint.AnswerAsync);
    }
}
