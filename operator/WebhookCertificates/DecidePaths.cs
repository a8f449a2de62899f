using Onair.Api.Admission;

namespace Onair.Operator.WebhookCertificates;

/// <summary>
/// The next step for the token in the webhook's paths. One invariant governs all of them: every pod accepts the token that any API server
/// sends. So a new token is in the Secret until every pod has read it and reaches the configurations later, and the former one is accepted
/// until every API server has seen them.
/// </summary>
internal static class DecidePaths
{
    /// <summary>Make a token for a Secret that has none.</summary>
    public static CertificateStep? Issue(CertificatesView view) =>
        view.HasServing && view.Tokens.Current is null ? new CertificateStep.RenewToken(Sent(view)) : null;

    /// <summary>Accept the former tokens no longer.</summary>
    public static CertificateStep? Retire(CertificatesView view) =>
        view.Tokens.Formers.Count > 0 && view.ArePathsPublished && view.PathsPublishedFor >= view.Settle ? new CertificateStep.RetireTokens() : null;

    /// <summary>The paths of a configuration that have to change.</summary>
    public static IReadOnlyDictionary<int, string> Changes(CertificatesView view, CallingConfiguration configuration) => view.Tokens.Current is not { } token
        ? new Dictionary<int, string>()
        : configuration.Paths
            .Where(p => p.Value != configuration.PathWith(token, p.Key) && (view.TokenStoredFor >= view.Spread || !IsAccepted(view, p.Value)))
            .ToDictionary(p => p.Key, p => configuration.PathWith(token, p.Key));

    /// <summary>The tokens of a new serving certificate: new ones, unless a change of token is in progress.</summary>
    public static StoredTokens WithNewCertificate(CertificatesView view) => view.Tokens switch
    {
        { Current: not null, Formers.Count: > 0 } tokens => tokens,
        // A change that no API server was told of yet must not leave it behind.
        { Current: { } current } tokens => view.ArePathsPublished ? StoredTokens.Renew([current]) : tokens,
        _ => StoredTokens.Renew(Sent(view)),
    };

    // What API servers send at this moment. A token that only the lost Secret had comes back from the configurations, so that running pods are not cut off.
    private static IReadOnlyList<string> Sent(CertificatesView view) =>
        [.. view.Tokens.Formers.Concat(view.Configurations.SelectMany(c => c.Paths.Values).Select(ReviewPath.TokenOf).OfType<string>()).Distinct()];

    private static bool IsAccepted(CertificatesView view, string? path) =>
        ReviewPath.TokenOf(path) is { } token && (token == view.Tokens.Current || view.Tokens.Formers.Contains(token));
}
