using k8s.Models;
using Onair.Gateway.Metrics;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Resources;

namespace Onair.Gateway.Access;

/// <summary>Asks the API server what a caller may do. The gateway acts with its own rights, so it never acts without this answer.</summary>
internal sealed class AccessReviews(KubernetesClient client, StreamApiSettings settings, TimeProvider time) : IAuthorizer
{
    private const int MostKept = 10_000;

    private readonly BoundedCache<Question, bool> _known = new(settings.AccessLifetime, MostKept, time);

    public async Task<bool> MayAsync(Caller caller, Permission permission, string ns, string? name, CancellationToken cancellationToken)
    {
        // The key's own limits first: its Secret may be narrower than its account, and its namespace is the only one.
        if (caller.Key is { } key && (key.Namespace != ns || !key.Allows(permission))) return false;
        return await _known.GetAsync(new(caller.Identity, permission, ns, name), () => AskAsync(caller, permission, ns, name), cancellationToken);
    }

    private async Task<bool> AskAsync(Caller caller, Permission permission, string ns, string? name)
    {
        var review = await client.CreateAsync(BuiltInResources.SubjectAccessReviews, new V1SubjectAccessReview
        {
            Metadata = new(),
            Spec = new()
            {
                User = caller.User,
                Uid = caller.Uid,
                Groups = [.. caller.Groups],
                Extra = caller.Extra?.ToDictionary(e => e.Key, e => (IList<string>)[.. e.Value], StringComparer.Ordinal),
                ResourceAttributes = new()
                {
                    Verb = permission.Verb,
                    Group = permission.Group,
                    Resource = permission.Resource,
                    NamespaceProperty = ns,
                    Name = name,
                },
            },
        });
        var isAllowed = review.Status is { Allowed: true, Denied: not true };
        ApiMetrics.Reviewed("SubjectAccessReview", isAllowed ? "allowed" : "denied");
        return isAllowed;
    }

    private sealed record Question(string Identity, Permission Permission, string Namespace, string? Name);
}
