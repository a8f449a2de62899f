using k8s.Models;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Resources;
using Onair.Webhook.Admission;

namespace Onair.Webhook.Ownership;

/// <summary>Asks the API server whether somebody may do everything in the cluster.</summary>
internal sealed partial class ClusterAdministrators(KubernetesClient client, ILogger<ClusterAdministrators> logger)
{
    private const string Masters = "system:masters";

    /// <summary>Whether a user is a cluster administrator. Without an answer nobody is: the write can be sent again.</summary>
    public async Task<bool> IncludeAsync(UserInfo user, CancellationToken cancellationToken)
    {
        if (user.Groups?.Contains(Masters) == true) return true;
        try
        {
            var review = await client.CreateAsync(BuiltInResources.SubjectAccessReviews, Review(user), cancellationToken);
            return review.Status is { Allowed: true, Denied: not true };
        }
        catch (ApiException e)
        {
            LogUnanswered(e.Message);
            return false;
        }
    }

    // Without a namespace: a tenant who may do everything in one is no cluster administrator.
    private static V1SubjectAccessReview Review(UserInfo user) => new()
    {
        Metadata = new(),
        Spec = new()
        {
            User = user.Username,
            Uid = user.Uid,
            Groups = [.. user.Groups ?? []],
            Extra = user.Extra?.ToDictionary(e => e.Key, e => (IList<string>)[.. e.Value], StringComparer.Ordinal),
            ResourceAttributes = new() { Verb = "*", Group = "*", Version = "*", Resource = "*" },
        },
    };

    [LoggerMessage(1, LogLevel.Error, "Cannot check whether a user is a cluster administrator, so the write is refused: {Error}")]
    private partial void LogUnanswered(string error);
}
