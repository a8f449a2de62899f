using Onair.Api;
using Onair.Webhook.Ownership;

namespace Onair.Webhook.Connectors;

/// <summary>Adds the admission of Connectors to the webhook.</summary>
internal static class ConnectorSetup
{
    public static IServiceCollection AddConnectors(this IServiceCollection services) => services.AddSingleton<ConnectorValidation>();

    public static void MapConnectors(this IEndpointRouteBuilder routes) =>
        routes.MapValidation("/validate/connectors", OnairResources.Connectors, routes.ServiceProvider.GetRequiredService<ConnectorValidation>().ReviewAsync);
}
