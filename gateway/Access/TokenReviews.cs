using System.Security.Cryptography;
using System.Text;
using k8s.Models;
using Onair.Gateway.Metrics;
using Onair.Gateway.Problems;
using Onair.Gateway.Requests;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Resources;

namespace Onair.Gateway.Access;

/// <summary>Asks the API server whose token a request bears. Tokens are kept as hashes alone, and for seconds.</summary>
internal sealed class TokenReviews(KubernetesClient client, StreamApiSettings settings, TimeProvider time)
{
    private const int MostKept = 10_000;
    private const string ServiceAccountPrefix = "system:serviceaccount:";

    private readonly BoundedCache<string, Caller?> _known = new(settings.TokenLifetime, MostKept, time);
    private readonly TokenBucket _limit = new(settings.TokenReviewsPerSecond, Math.Max(1, (int)Math.Ceiling(settings.TokenReviewsPerSecond)), time);

    /// <summary>The token's user; null when it is not valid.</summary>
    /// <exception cref="ProblemException">503: too many unknown tokens arrive.</exception>
    public Task<Caller?> FindAsync(string token, CancellationToken cancellationToken) =>
        _known.GetAsync(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token))), () => AskAsync(token), cancellationToken);

    private async Task<Caller?> AskAsync(string token)
    {
        if (_limit.Take() is { } pause)
            throw new ProblemException(StatusCodes.Status503ServiceUnavailable, "Too many unknown tokens arrive. Try again.") { RetryAfter = pause };
        var review = await client.CreateAsync(ResourceTypes.TokenReviews, new V1TokenReview
        {
            Metadata = new(),
            Spec = new() { Token = token, Audiences = settings.Audiences.Count > 0 ? [.. settings.Audiences] : null },
        });
        var caller = Read(review.Status);
        ApiMetrics.Reviewed("TokenReview", caller is null ? "invalid" : "valid");
        return caller;
    }

    private Caller? Read(V1TokenReviewStatus? status)
    {
        if (status is not { Authenticated: true, User.Username: { Length: > 0 } user }) return null;
        // An authenticator that does not know audiences returns none, and its token is not for us:
        // https://kubernetes.io/docs/reference/kubernetes-api/authentication-resources/token-review-v1/
        if (settings.Audiences.Count > 0 && status.Audiences?.Intersect(settings.Audiences, StringComparer.Ordinal).Any() != true) return null;
        return new()
        {
            User = user,
            Uid = status.User.Uid,
            Groups = [.. status.User.Groups ?? []],
            Extra = status.User.Extra?.ToDictionary(e => e.Key, e => (IReadOnlyList<string>)[.. e.Value], StringComparer.Ordinal),
            Namespace = NamespaceOf(user) ?? settings.DefaultNamespace,
        };
    }

    // system:serviceaccount:NAMESPACE:NAME
    private static string? NamespaceOf(string user) =>
        user.StartsWith(ServiceAccountPrefix, StringComparison.Ordinal) && user[ServiceAccountPrefix.Length..].Split(':') is [{ Length: > 0 } ns, _] ? ns : null;
}
