using Onair.Api;
using Onair.Webhook.Admission;

namespace Onair.Webhook.Ownership;

/// <summary>Adds the wall around what is the operator's own.</summary>
internal static class OwnershipSetup
{
    public static IServiceCollection AddOwnership(this IServiceCollection services) => services
        .AddSingleton<ClusterAdministrators>()
        .AddSingleton<OwnershipWall>();

    /// <summary>Maps the reviews of status writes, of all kinds at one path.</summary>
    public static void MapOwnership(this IEndpointRouteBuilder routes) => routes.MapReviews(
        "/validate/status",
        [.. OnairResources.Kinds.Select(kind => new ReviewedResource(new(Group.Name, Group.Version, kind.Kind), kind.Plural, ProtectedWrite.Status))],
        routes.ServiceProvider.GetRequiredService<OwnershipWall>().ReviewAsync);
}
