using Onair.Api;
using Onair.Webhook.Ownership;

namespace Onair.Webhook.BroadcastSites;

/// <summary>Adds the admission of BroadcastSites to the webhook.</summary>
internal static class BroadcastSiteSetup
{
    public static IServiceCollection AddBroadcastSites(this IServiceCollection services) => services.AddSingleton<BroadcastSiteValidation>();

    public static void MapBroadcastSites(this IEndpointRouteBuilder routes) =>
        routes.MapValidation("/validate/broadcastsites", OnairResources.BroadcastSites, routes.ServiceProvider.GetRequiredService<BroadcastSiteValidation>().ReviewAsync);
}
