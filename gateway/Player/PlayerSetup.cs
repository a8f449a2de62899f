using Onair.Api;
using Onair.Kubernetes.Hosting;

namespace Onair.Gateway.Player;

/// <summary>Adds the player to the gateway.</summary>
internal static class PlayerSetup
{
    private const string Watch = "/watch/{namespace}/{kind}/{name}";

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Whether a path is the player's.</summary>
    public static bool Takes(PathString path) =>
        path.StartsWithSegments("/watch", StringComparison.Ordinal) || path.StartsWithSegments("/player", StringComparison.Ordinal)
        || path.StartsWithSegments("/video-player", StringComparison.Ordinal);

    public static IServiceCollection AddPlayer(this IServiceCollection services, PlayerSettings settings) => services
        .AddKubernetesClient()
        .AddSingleton(settings)
        .AddInformer(OnairResources.LiveStreams, o => o.Namespace = settings.WatchNamespace)
        .AddInformer(OnairResources.IvsChannels, o => o.Namespace = settings.WatchNamespace)
        .AddInformer(OnairResources.HlsBroadcasts, o => o.Namespace = settings.WatchNamespace)
        .AddInformer(OnairResources.VideoAssets, o =>
        {
            o.Namespace = settings.WatchNamespace;
            o.Indexes[PlayerCatalog.ById] = asset => [asset.Uid];
        })
        .AddSingleton<SignedPlayback>()
        .AddSingleton<PlayerCatalog>()
        .AddSingleton<PlayerFiles>()
        .AddSingleton<PlayerHeaders>()
        .AddSingleton<PlayerPage>()
        .AddSingleton<PlayerRoutes>();

    public static void MapPlayer(this IEndpointRouteBuilder routes)
    {
        var player = routes.ServiceProvider.GetRequiredService<PlayerRoutes>();
        var files = routes.ServiceProvider.GetRequiredService<PlayerFiles>();
        routes.MapMethods(Watch, Reading, player.WatchAsync);
        routes.MapMethods($"{Watch}/state.json", Reading, player.StateAsync);
        routes.MapMethods($"{Watch}/beacon", [HttpMethods.Post], player.BeaconAsync);
        routes.MapMethods("/video-player/video/{id}", Reading, player.VideoAsync);
        routes.MapMethods("/player/{version}/{file}", Reading, files.AnswerAsync);
    }
}
