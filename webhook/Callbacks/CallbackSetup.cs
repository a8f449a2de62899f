using Onair.Api;
using Onair.Kubernetes.Hosting;

namespace Onair.Webhook.Callbacks;

/// <summary>Adds the callbacks of video services to the webhook.</summary>
internal static class CallbackSetup
{
    private const string Path = "/callbacks";

    /// <summary>Whether a path is for video services, which have a port of their own.</summary>
    public static bool Takes(PathString path) => path.StartsWithSegments(Path);

    public static IServiceCollection AddCallbacks(this IServiceCollection services) => services
        .AddInformer(OnairResources.VideoAssets, o => o.Indexes[AssetIndex.Name] = AssetIndex.Keys)
        .AddSingleton<ProviderMaps>()
        .AddSingleton<CallbackSecrets>()
        .AddSingleton(p => new SeenEvents(p.GetRequiredService<TimeProvider>()))
        .AddSingleton<CallbackQueue>()
        .AddHostedService(p => p.GetRequiredService<CallbackQueue>())
        .AddSingleton<CallbackEndpoint>();

    public static void MapCallbacks(this IEndpointRouteBuilder routes)
    {
        var endpoint = routes.ServiceProvider.GetRequiredService<CallbackEndpoint>();
        routes.MapPost($"{Path}/{{provider}}", (HttpContext context, string provider) => endpoint.AnswerAsync(context, provider));
    }
}
