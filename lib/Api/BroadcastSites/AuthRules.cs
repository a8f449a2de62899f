using Onair.Api.Rules;
using Onair.Guard;

namespace Onair.Api.BroadcastSites;

/// <summary>Rules for how visitors prove who they are.</summary>
internal static class AuthRules
{
    private const string UrlField = "spec.auth.jwt.jwksUrl";
    private static readonly HashSet<string> Schemes = new(StringComparer.Ordinal) { "https" };

    public static IEnumerable<Violation> OneWay(BroadcastSiteCase site)
    {
        var auth = site.Site.Spec.Auth;
        if (auth is { Jwt: null, Open: false }) yield return new("spec.auth", null, "set jwt, or open: true for a demo");
        if (auth is { Jwt: not null, Open: true }) yield return new("spec.auth.open", "true", "must not be set together with jwt");
    }

    public static IEnumerable<Violation> OneKey(BroadcastSiteCase site)
    {
        if (site.Site.Spec.Auth.Jwt is not { } jwt) yield break;
        if (jwt is { JwksUrl: null, SecretRef: null }) yield return new("spec.auth.jwt", null, "set jwksUrl or secretRef");
        if (jwt is { JwksUrl: not null, SecretRef: not null }) yield return new("spec.auth.jwt.secretRef", jwt.SecretRef.Name, "must not be set together with jwksUrl");
    }

    // The key signs the tokens of all visitors. A server that sends it as its own token gives it to every proxy on the way.
    public static IEnumerable<Violation> OwnToken(BroadcastSiteCase site)
    {
        if (site.Site.Spec is not { Auth.Jwt.SecretRef: { } key, Api.TokenSecretRef: { } token } || key.Name != token.Name || key.Key != token.Key) yield break;
        yield return new(
            "spec.api.tokenSecretRef", $"{token.Name}/{token.Key}",
            "is also the key that signs the visitors' tokens (spec.auth.jwt.secretRef); add another entry to the Secret, e.g. token, and name it in spec.api.tokenSecretRef.key");
    }

    public static IEnumerable<Violation> JwksUrl(BroadcastSiteCase site)
    {
        if (site.Site.Spec.Auth.Jwt?.JwksUrl is not { } url || site.AllowedCidrs is not { } allowed) yield break;
        // A private network may have no certificates of its own.
        var schemes = allowed.Count > 0 ? new HashSet<string>(Schemes, StringComparer.Ordinal) { "http" } : Schemes;
        if (GuardedUrl.Check(url, schemes, allowed) is { } rule)
            yield return new(UrlField, SourceUrls.WithoutUser(url), $"{rule}; signaling.allowedCidrs of the chart can allow private addresses");
    }
}
