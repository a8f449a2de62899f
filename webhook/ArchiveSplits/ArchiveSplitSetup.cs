using Onair.Api;
using Onair.Webhook.Ownership;

namespace Onair.Webhook.ArchiveSplits;

/// <summary>Adds the admission of ArchiveSplits to the webhook.</summary>
internal static class ArchiveSplitSetup
{
    public static IServiceCollection AddArchiveSplits(this IServiceCollection services) => services.AddSingleton<ArchiveSplitValidation>();

    public static void MapArchiveSplits(this IEndpointRouteBuilder routes) =>
        routes.MapValidation("/validate/archivesplits", OnairResources.ArchiveSplits, routes.ServiceProvider.GetRequiredService<ArchiveSplitValidation>().ReviewAsync);
}
