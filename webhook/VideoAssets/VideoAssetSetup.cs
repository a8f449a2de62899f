using Onair.Api;
using Onair.Webhook.Ownership;

namespace Onair.Webhook.VideoAssets;

/// <summary>Adds the admission of VideoAssets to the webhook.</summary>
internal static class VideoAssetSetup
{
    public static IServiceCollection AddVideoAssets(this IServiceCollection services) => services.AddSingleton<VideoAssetValidation>();

    public static void MapVideoAssets(this IEndpointRouteBuilder routes) =>
        routes.MapValidation("/validate/videoassets", OnairResources.VideoAssets, routes.ServiceProvider.GetRequiredService<VideoAssetValidation>().ReviewAsync);
}
