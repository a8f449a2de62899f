using Onair.Api;
using Onair.Webhook.Ownership;

namespace Onair.Webhook.HlsBroadcasts;

/// <summary>Adds the admission of HlsBroadcasts to the webhook.</summary>
internal static class HlsBroadcastSetup
{
    public static IServiceCollection AddHlsBroadcasts(this IServiceCollection services) => services.AddSingleton<HlsBroadcastValidation>();

    public static void MapHlsBroadcasts(this IEndpointRouteBuilder routes) =>
        routes.MapValidation("/validate/hlsbroadcasts", OnairResources.HlsBroadcasts, routes.ServiceProvider.GetRequiredService<HlsBroadcastValidation>().ReviewAsync);
}
