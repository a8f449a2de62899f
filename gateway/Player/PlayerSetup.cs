using Onair.Api;
using Onair.Gateway.Relays;
using Onair.Guard;
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

    public static IServiceCollection AddPlayer(this IServiceCollection services, PlayerSettings settings) =>
        (settings.Relay is { } relay ? services.AddRelays(relay, settings.AllowedCidrs) : services).AddPages(settings);

    private static IServiceCollection AddPages(this IServiceCollection services, PlayerSettings settings) => services
        .AddKubernetesClient()
        .AddSingleton(settings)
        .AddInformer(OnairResources.LiveStreams, o => o.Namespace = settings.WatchNamespace)
        .AddInformer(OnairResources.IvsChannels, o => o.Namespace = settings.WatchNamespace)
        .AddInformer(OnairResources.HlsBroadcasts, o => o.Namespace = settings.WatchNamespace)
        .AddInformer(OnairResources.ArchiveSplits, o => o.Namespace = settings.WatchNamespace)
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
        .AddSingleton<PlayerRoutes>()
        .AddSingleton(p => new UrlGuard(settings, p.GetService<HostResolver>()))
        .AddSingleton<UrlRoutes>();

    public static void MapPlayer(this IEndpointRouteBuilder routes)
    {
        var player = routes.ServiceProvider.GetRequiredService<PlayerRoutes>();
        var urls = routes.ServiceProvider.GetRequiredService<UrlRoutes>();
        var files = routes.ServiceProvider.GetRequiredService<PlayerFiles>();
        routes.MapMethods(Watch, Reading, player.WatchAsync);
        routes.MapMethods($"{Watch}/state.json", Reading, player.StateAsync);
        routes.MapMethods($"{Watch}/beacon", [HttpMethods.Post], player.BeaconAsync);
        routes.MapMethods("/video-player/video/{id}", Reading, player.VideoAsync);
        routes.MapMethods(PlayUrl.PagePath, Reading, urls.PageAsync);
        routes.MapMethods($"{PlayUrl.PagePath}state.json", Reading, urls.StateAsync);
        if (routes.ServiceProvider.GetService<RelayPods>() is not null) routes.MapMethods(RelayPages.Route, Reading, urls.RelayAsync);
        routes.MapMethods("/player/{version}/{file}", Reading, files.AnswerAsync);
    }
}
