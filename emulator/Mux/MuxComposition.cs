using Onair.Emulator.Directories;
using Onair.Emulator.Mux.Api;
using Onair.Emulator.Mux.Assets;
using Onair.Emulator.Mux.Playback;
using Onair.Emulator.Mux.SigningKeys;
using Onair.Emulator.Mux.Uploads;
using Onair.Emulator.Mux.Webhooks;

namespace Onair.Emulator.Mux;

/// <summary>Mux's parts.</summary>
internal static class MuxComposition
{
    /// <summary>Everything of Mux is below it.</summary>
    public const string Path = "/mux";

    /// <summary>Needs the media engine's options.</summary>
    public static IServiceCollection AddMux(this IServiceCollection services) => services
        .AddSingleton<MuxAccount>()
        .AddSingleton<MuxFiles>()
        .AddSingleton<MuxApi>()
        .AddSingleton<WebhookTarget>()
        .AddSingleton<EventQueue>()
        .AddSingleton<SourceFetch>()
        .AddSingleton<AssetRunner>()
        .AddSingleton<AssetCreation>()
        .AddSingleton<AssetOperations>()
        .AddSingleton<UploadTransfers>()
        .AddSingleton<UploadCompletion>()
        .AddSingleton<UploadOperations>()
        .AddSingleton<UploadRoute>()
        .AddSingleton<SigningKeyOperations>()
        .AddSingleton<PlaybackTokens>()
        .AddSingleton<PlaybackGate>()
        .AddSingleton<StreamRoutes>()
        .AddSingleton<Thumbnails>()
        .AddSingleton<ImageRoutes>()
        .AddSingleton<IVideoDirectory, VideoDirectory>()
        .AddHostedService<MuxResume>()
        .AddHostedService<WebhookSender>();

    /// <summary>Maps the API, uploads, playback and the admin routes.</summary>
    public static IEndpointRouteBuilder MapMux(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        var api = services.GetRequiredService<MuxApi>();
        services.GetRequiredService<UploadOperations>().Map(api, routes);
        services.GetRequiredService<AssetOperations>().Map(api, routes);
        services.GetRequiredService<SigningKeyOperations>().Map(api, routes);
        services.GetRequiredService<UploadRoute>().Map(routes);
        services.GetRequiredService<StreamRoutes>().Map(routes);
        services.GetRequiredService<ImageRoutes>().Map(routes);
        WebhookRoutes.Map(routes);
        return routes;
    }
}
