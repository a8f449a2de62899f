using Onair.Api;
using Onair.Kubernetes.Hosting;
using Onair.Webhook.Ownership;

namespace Onair.Webhook.MediaProviders;

/// <summary>Adds the admission of MediaProviders to the webhook.</summary>
internal static class MediaProviderSetup
{
    public static IServiceCollection AddMediaProviders(this IServiceCollection services) => services
        .AddInformer(OnairResources.MediaProviders)
        .AddSingleton<Providers>()
        .AddSingleton<MediaProviderValidation>();

    public static void MapMediaProviders(this IEndpointRouteBuilder routes) =>
        routes.MapValidation("/validate/mediaproviders", OnairResources.MediaProviders, routes.ServiceProvider.GetRequiredService<MediaProviderValidation>().ReviewAsync);
}
