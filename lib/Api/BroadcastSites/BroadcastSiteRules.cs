using Onair.Api.Rules;

namespace Onair.Api.BroadcastSites;

/// <summary>The rules of a BroadcastSite that its schema cannot express. The admission webhook and the operator both apply them.</summary>
public static class BroadcastSiteRules
{
    private static readonly TimeSpan LongestBroadcast = TimeSpan.FromHours(24);

    /// <summary>All rules, in the order in which violations are reported.</summary>
    public static IReadOnlyList<Rule<BroadcastSiteCase>> Table { get; } =
    [
        new("spec.allowedOrigins[]", "Must have a port from 1 to 65535, and not the default port of its scheme.", OriginRules.Ports),
        new("spec.auth", "Exactly one of jwt and open: true.", AuthRules.OneWay),
        new("spec.auth.jwt", "Exactly one of jwksUrl and secretRef.", AuthRules.OneKey),
        new("spec.auth.jwt.jwksUrl", "Must be an https URL with a public host, or one in the chart's signaling.allowedCidrs.", AuthRules.JwksUrl),
        new(
            "spec.api.tokenSecretRef",
            "Must not be the entry of spec.auth.jwt.secretRef. A site that is served already keeps it, with the condition Deprecated.",
            AuthRules.OwnToken)
        { SparesAccepted = true },
        new("spec.limits.duration", "Must be longer than zero and at most 24h.", Duration),
        new("spec.iceServers[].urls", "Must be all of TURN with secretRef, or all of STUN without it.", IceRules.Secrets),
    ];

    /// <summary>Returns all violations; empty when the site is valid.</summary>
    public static IReadOnlyList<Violation> Check(BroadcastSiteCase site) => [.. Table.SelectMany(rule => rule.Check(site))];

    /// <summary>Returns the violations that keep a site from being served: all but those of <see cref="Spared"/>.</summary>
    public static IReadOnlyList<Violation> Blocking(BroadcastSiteCase site) => NewRules.Blocking(Table, site, WasServed(site));

    /// <summary>Returns the violations that are only reported: the site was served before the rule existed.</summary>
    public static IReadOnlyList<Violation> Spared(BroadcastSiteCase site) => NewRules.Spared(Table, site, WasServed(site));

    private static bool WasServed(BroadcastSiteCase site)
    {
        ArgumentNullException.ThrowIfNull(site);
        return site.Site.Recorded.Endpoints is not null;
    }

    private static IEnumerable<Violation> Duration(BroadcastSiteCase site)
    {
        const string Field = "spec.limits.duration";
        var text = site.Site.Spec.Limits.Duration;
        if (Common.Duration.Parse(text) is { } duration && duration > LongestBroadcast) yield return new(Field, text, "must be at most 24h");
        foreach (var violation in CostGuardRules.Positive(Field, text)) yield return violation;
    }
}
