using Onair.Api.BroadcastSites;
using Onair.Kubernetes.Secrets;
using Onair.Signaling.Sites;
using Onair.Signaling.Tokens;

namespace Onair.Signaling.Rest;

/// <summary>What keeps a site from working that its Secrets have to do with.</summary>
/// <param name="Reason">The reason of the condition: one word.</param>
/// <param name="Message">The field, the Secret, what is wrong, and the remedy.</param>
internal sealed record SiteSecretProblem(string Reason, string Message);

/// <summary>Looks at the Secrets that a site names.</summary>
internal sealed class SiteSecretProblems(ISites sites)
{
    /// <summary>The first problem; null if there is none.</summary>
    public async Task<SiteSecretProblem?> FirstAsync(BroadcastSite site, CancellationToken cancellationToken)
    {
        foreach (var (field, reference, shortest) in References(site))
        {
            if (reference is null) continue;
            if (Of(site, field, reference, shortest, await sites.SecretAsync(site, reference, cancellationToken)) is { } problem) return problem;
        }
        return null;
    }

    private static IEnumerable<(string Field, SiteSecretReference? Reference, int Shortest)> References(BroadcastSite site) =>
    [
        ("spec.auth.jwt.secretRef", site.Spec.Auth.Jwt?.SecretRef, VisitorTokens.ShortestSecret),
        ("spec.api.tokenSecretRef", site.Spec.Api?.TokenSecretRef, SiteApi.ShortestToken),
        .. site.Spec.IceServers.Select((server, i) => ($"spec.iceServers[{i}].secretRef", server.SecretRef, 1)),
    ];

    private static SiteSecretProblem? Of(BroadcastSite site, string field, SiteSecretReference reference, int shortest, SiteSecret secret)
    {
        var (name, key, ns) = (reference.Name, reference.Key, site.Metadata.NamespaceProperty);
        return secret.Lack switch
        {
            SecretLack.NoSecret => new("SecretMissing", $"{field}: Secret {name} does not exist in namespace {ns}. Create it with the entry {key}."),
            SecretLack.NoLabel => new(SecretLabel.Refused, $"{field}: {SecretLabel.Refusal(ns, name)}."),
            SecretLack.NoEntry => new("SecretMissing", $"{field}: Secret {name} has no entry {key}, or an empty one. Add the entry, or name another one in {field}.key."),
            SecretLack.Forbidden => new(SecretLabel.Refused, $"{field}: the signaling service has no right to read Secret {name}. Add the name to signaling.secretNames of the chart."),
            SecretLack.NoAnswer => new("SecretMissing", $"{field}: the API server does not answer when the signaling service reads Secret {name}. Onair tries again."),
            _ when secret.Value!.Length < shortest => new("SecretTooShort", $"{field}: the entry {key} of Secret {name} has {secret.Value.Length} bytes. It needs at least {shortest}."),
            _ => null,
        };
    }
}
