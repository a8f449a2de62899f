using Onair.Api;
using Onair.Webhook.Ownership;

namespace Onair.Webhook.EventSinks;

/// <summary>Adds the admission of EventSinks to the webhook.</summary>
internal static class EventSinkSetup
{
    public static IServiceCollection AddEventSinks(this IServiceCollection services) => services.AddSingleton<EventSinkValidation>();

    public static void MapEventSinks(this IEndpointRouteBuilder routes) =>
        routes.MapValidation("/validate/eventsinks", OnairResources.EventSinks, routes.ServiceProvider.GetRequiredService<EventSinkValidation>().ReviewAsync);
}
