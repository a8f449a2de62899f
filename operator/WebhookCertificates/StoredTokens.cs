using System.Text;
using k8s.Models;
using Onair.Api.Admission;
using Onair.Kubernetes.Resources;

namespace Onair.Operator.WebhookCertificates;

/// <summary>The tokens in the Secret of the serving certificate.</summary>
/// <param name="Current">The token; null when there is none, or it is none.</param>
/// <param name="Formers">Those before it, which pods still accept; <see cref="ReviewPath.Without"/> stands for paths without one.</param>
internal sealed record StoredTokens(string? Current, IReadOnlyList<string> Formers)
{
    public static StoredTokens Read(V1Secret? secret)
    {
        var current = Text(secret, ReviewPath.TokenKey);
        return new(ReviewPath.IsToken(current) ? current : null, ReviewPath.Formers(Text(secret, ReviewPath.FormerKey)));
    }

    /// <summary>The tokens that follow: a new one, and before it those that API servers may still send.</summary>
    public static StoredTokens Renew(IEnumerable<string> formers) => new(ReviewPath.NewToken(), [.. formers.Distinct()]);

    /// <summary>Their values in the Secret.</summary>
    public (string Key, string? Value)[] Values => [(ReviewPath.TokenKey, Current), (ReviewPath.FormerKey, Formers.Count > 0 ? string.Join('\n', Formers) : null)];

    // A record prints its members, and a token must not appear in a log.
    public override string ToString() => $"{(Current is null ? "no token" : "a token")}, {Formers.Count} before it";

    private static string? Text(V1Secret? secret, string key) => secret?.GetData(key) is { Length: > 0 } bytes ? Encoding.UTF8.GetString(bytes) : null;
}
