using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using k8s.Models;
using Onair.Gateway.Metrics;
using Onair.Gateway.Problems;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Resources;
using Onair.Primitives;

namespace Onair.Gateway.Access;

/// <summary>Asks the API server whose token a request bears. Tokens are kept as hashes alone, and for seconds.</summary>
internal sealed class TokenReviews(KubernetesClient client, StreamApiSettings settings, TimeProvider time)
{
    private const int MostKept = 10_000;
    private const string ServiceAccountPrefix = "system:serviceaccount:";

    private readonly BoundedCache<string, Caller?> _known = new(settings.TokenLifetime, MostKept, time);
    private readonly TokenBucket _limit = new(settings.TokenReviewsPerSecond, Math.Max(1, (int)Math.Ceiling(settings.TokenReviewsPerSecond)), time);

    // Tokens that were valid when they were last reviewed: a flood of invalid ones does not keep them out.
    private readonly ConcurrentDictionary<string, bool> _valid = new(StringComparer.Ordinal);

    /// <summary>The token's user; null when it is not valid.</summary>
    /// <exception cref="ProblemException">503: too many unknown tokens arrive.</exception>
    public Task<Caller?> FindAsync(string token, CancellationToken cancellationToken)
    {
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
        return _known.GetAsync(hash, () => AskAsync(token, hash), cancellationToken);
    }

    private async Task<Caller?> AskAsync(string token, string hash)
    {
        if (!_valid.ContainsKey(hash) && _limit.Take() is { } pause)
            throw new ProblemException(StatusCodes.Status503ServiceUnavailable, "Too many unknown tokens arrive. Try again.") { RetryAfter = pause };
        var review = await client.CreateAsync(BuiltInResources.TokenReviews, new V1TokenReview
        {
            Metadata = new(),
            Spec = new() { Token = token, Audiences = settings.Audiences.Count > 0 ? [.. settings.Audiences] : null },
        });
        var caller = Read(review.Status);
        Remember(hash, caller is not null);
        ApiMetrics.Reviewed("TokenReview", caller is null ? "invalid" : "valid");
        return caller;
    }

    private void Remember(string hash, bool isValid)
    {
        if (!isValid)
        {
            _valid.TryRemove(hash, out _);
            return;
        }
        if (_valid.Count >= MostKept) _valid.Clear();
        _valid[hash] = true;
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
