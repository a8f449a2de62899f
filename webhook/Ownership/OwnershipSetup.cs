using k8s;
using k8s.Models;
using Onair.Api;
using Onair.Api.Rules;
using Onair.Kubernetes.Resources;
using Onair.Webhook.Admission;

namespace Onair.Webhook.Ownership;

/// <summary>Adds the wall around what is the operator's own.</summary>
internal static class OwnershipSetup
{
    public static IServiceCollection AddOwnership(this IServiceCollection services) => services
        .AddSingleton<ClusterAdministrators>()
        .AddSingleton<OwnershipWall>();

    /// <summary>Maps the validation of a kind at a path, behind the wall around the operator's own writes.</summary>
    public static void MapValidation<T>(this IEndpointRouteBuilder routes, string path, ResourceType<T> type, Func<AdmissionRequest, CancellationToken, Task<Verdict>> validate)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        routes.MapReviews(path, [ReviewedResource.Of(type)], routes.ServiceProvider.GetRequiredService<OwnershipWall>().Before(validate));

    /// <summary>Maps the reviews of status writes, of all kinds at one path.</summary>
    public static void MapOwnership(this IEndpointRouteBuilder routes) => routes.MapReviews(
        "/validate/status",
        [.. OnairResources.Kinds.Select(kind => new ReviewedResource(new(Group.Name, Group.Version, kind.Kind), kind.Plural, ProtectedWrite.Status))],
        routes.ServiceProvider.GetRequiredService<OwnershipWall>().ReviewAsync);
}
