using Onair.Api;
using Onair.Webhook.Ownership;

namespace Onair.Webhook.IvsChannels;

/// <summary>Adds the admission of IvsChannels to the webhook.</summary>
internal static class IvsChannelSetup
{
    public static IServiceCollection AddIvsChannels(this IServiceCollection services) => services.AddSingleton<IvsChannelValidation>();

    public static void MapIvsChannels(this IEndpointRouteBuilder routes) =>
        routes.MapValidation("/validate/ivschannels", OnairResources.IvsChannels, routes.ServiceProvider.GetRequiredService<IvsChannelValidation>().ReviewAsync);
}
