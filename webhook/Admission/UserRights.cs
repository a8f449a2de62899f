using k8s.Models;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Resources;

namespace Onair.Webhook.Admission;

/// <summary>Asks the API server what somebody may do in the whole cluster.</summary>
internal sealed class UserRights(KubernetesClient client)
{
    /// <summary>Whether a user has a right. In the whole cluster: a tenant who has it in one namespace does not have it.</summary>
    /// <exception cref="ApiException">The API server does not say.</exception>
    public async Task<bool> HasAsync(UserInfo user, V1ResourceAttributes right, CancellationToken cancellationToken)
    {
        var review = await client.CreateAsync(BuiltInResources.SubjectAccessReviews, Review(user, right), cancellationToken);
        return review.Status is { Allowed: true, Denied: not true };
    }

    /// <summary>Whether a user may list a kind in all namespaces, and so may be told the names of its objects. Without an answer nobody may.</summary>
    public async Task<bool> MayListAsync(UserInfo? user, string group, string plural, CancellationToken cancellationToken)
    {
        if (user is not { Username.Length: > 0 }) return false;
        try
        {
            return await HasAsync(user, new() { Verb = "list", Group = group, Resource = plural }, cancellationToken);
        }
        catch (ApiException)
        {
            return false;
        }
    }

    private static V1SubjectAccessReview Review(UserInfo user, V1ResourceAttributes right) => new()
    {
        Metadata = new(),
        Spec = new()
        {
            User = user.Username,
            Uid = user.Uid,
            Groups = [.. user.Groups ?? []],
            Extra = user.Extra?.ToDictionary(e => e.Key, e => (IList<string>)[.. e.Value], StringComparer.Ordinal),
            ResourceAttributes = right,
        },
    };
}
