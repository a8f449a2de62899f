using k8s;
using k8s.Models;
using Onair.Api.Rules;
using Onair.Kubernetes.Resources;

namespace Onair.Webhook.Admission;

/// <summary>Adds admission to the webhook; each kind maps its own reviews.</summary>
internal static class AdmissionSetup
{
    // An object at etcd's limit, 1.5 MiB, in its new and old state, doubled for JSON escapes.
    private const long BodyLimit = 6 * 1024 * 1024;

    /// <summary>Whether a path is for the API server, which has a port of its own.</summary>
    public static bool Takes(PathString path) => path.StartsWithSegments("/mutate") || path.StartsWithSegments("/validate");

    public static IServiceCollection AddAdmission(this IServiceCollection services) => services
        .AddSingleton<AdmissionEndpoint>()
        .AddSingleton<UserRights>()
        .Configure<Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = BodyLimit);

    /// <summary>Maps the mutation of a kind at a path.</summary>
    public static void MapMutation<T>(this IEndpointRouteBuilder routes, string path, ResourceType<T> type, Func<AdmissionRequest, CancellationToken, Task<Verdict>> mutate)
        where T : class, IKubernetesObject<V1ObjectMeta> => routes.MapReviews(path, [ReviewedResource.Of(type)], mutate);

    /// <summary>Maps the reviews of several resources at a path.</summary>
    public static void MapReviews(
        this IEndpointRouteBuilder routes, string path, IReadOnlyList<ReviewedResource> reviewed, Func<AdmissionRequest, CancellationToken, Task<Verdict>> decide)
    {
        var endpoint = routes.ServiceProvider.GetRequiredService<AdmissionEndpoint>();
        routes.MapPost(path, context => endpoint.AnswerAsync(context, reviewed, decide));
    }
}
