using Onair.Api;
using Onair.Webhook.Admission;
using Onair.Webhook.Ownership;

namespace Onair.Webhook.LiveStreams;

/// <summary>Adds the admission of LiveStreams to the webhook.</summary>
internal static class LiveStreamSetup
{
    public static IServiceCollection AddLiveStreams(this IServiceCollection services) => services
        .AddSingleton<LiveStreamMutation>()
        .AddSingleton<LiveStreamValidation>();

    public static void MapLiveStreams(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        routes.MapMutation("/mutate/livestreams", OnairResources.LiveStreams, services.GetRequiredService<LiveStreamMutation>().ReviewAsync);
        routes.MapValidation("/validate/livestreams", OnairResources.LiveStreams, services.GetRequiredService<LiveStreamValidation>().ReviewAsync);
    }
}
