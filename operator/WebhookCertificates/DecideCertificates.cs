namespace Onair.Operator.WebhookCertificates;

/// <summary>
/// The next step for the webhook's certificates. One invariant governs all of them: the certificate served at any moment was
/// signed by an authority that every API server trusts at that moment. So a new authority is trusted first and signs later,
/// and the previous one stays trusted until no pod can still serve a certificate that it signed.
/// </summary>
internal static class DecideCertificates
{
    private const string Due = "two thirds of its lifetime have passed";

    // Bounds the bundle in case somebody keeps restoring an old Secret.
    private const int MostFormers = 8;

    public static CertificateStep Next(CertificatesView view)
    {
        if (view.IsIssuedByOthers) return DecidePaths.Issue(view) ?? Publish(view, null) ?? DecidePaths.Retire(view) ?? new CertificateStep.Wait();
        var (problem, issuer) = Serving(view);
        if (AuthorityProblem(view) is { } broken)
            return new CertificateStep.RenewAuthority(broken, view.Authority != StoredPair.None, TrustedUntilNow(view, issuer));

        var authority = view.Authority.Pair!.Certificate;
        // Trusted but not ours: cert-manager's, or a Secret restored from a backup. Dropping it would break the certificate being served.
        if (issuer is not null && issuer != authority && !view.Formers.Contains(issuer))
            return new CertificateStep.RenewAuthority("another authority signed the serving certificate", true, TrustedUntilNow(view, issuer));
        // One change at a time: not before a leaf signed by the current authority is served.
        if (IsDue(authority, view.Now) && (issuer is null || issuer == authority))
            return new CertificateStep.RenewAuthority(Due, false, TrustedUntilNow(view, issuer));
        if (view.Formers.Count > 0 && (HaveGone(view, issuer) || view.Formers.All(f => f.LifeProblem(view.Now) is not null)))
            return new CertificateStep.RetireFormers();

        if ((DecidePaths.Issue(view) ?? Publish(view, view.Bundle) ?? DecidePaths.Retire(view)) is { } step) return step;

        if (issuer == authority) return IsDue(view.Serving.Certificate!, view.Now) ? new CertificateStep.Sign(Due, false) : new CertificateStep.Wait();
        // Whatever happened to the stored leaf, pods may still serve the one they loaded.
        if (view.Formers.Count > 0 && view.PublishedFor < view.Settle) return new CertificateStep.Wait();
        return issuer is null
            ? new CertificateStep.Sign(problem!, view.Serving != StoredPair.None)
            : new CertificateStep.Sign("its authority has been renewed", false);
    }

    private static CertificateStep.Publish? Publish(CertificatesView view, string? bundle) => view.Configurations
        .Select(c => new CertificateStep.Publish(c, bundle, DecidePaths.Changes(view, c)))
        .FirstOrDefault(p => p.Paths.Count > 0 || (bundle is not null && !p.Configuration.Has(bundle)));

    private static string? AuthorityProblem(CertificatesView view) =>
        view.Authority.Problem
        ?? (view.Authority.Pair is not { } pair ? "none exists"
            : !pair.Certificate.IsAuthority ? "ca.crt: not a CA certificate"
            : pair.Certificate.LifeProblem(view.Now) is { } life ? $"ca.crt: {life}"
            : null);

    /// <summary>The problem of the serving certificate, or the authority that signed it.</summary>
    private static (string? Problem, Certificate? Issuer) Serving(CertificatesView view)
    {
        if (view.Serving.Problem is { } problem) return (problem, null);
        if (view.Serving.Pair?.Certificate is not { } leaf) return ("none exists", null);
        if (leaf.LifeProblem(view.Now) is { } life) return ($"tls.crt: {life}", null);
        var missing = view.Names.Except(leaf.Names).ToList();
        if (missing.Count > 0) return ($"tls.crt: does not cover {string.Join(", ", missing)}", null);
        var issuer = Trusted(view).FirstOrDefault(c => c.VouchesFor(leaf, view.Now));
        return (issuer is null ? "tls.crt: signed by an untrusted authority" : null, issuer);
    }

    /// <summary>All authorities that may have signed a certificate that a pod still serves.</summary>
    private static IReadOnlyList<Certificate> TrustedUntilNow(CertificatesView view, Certificate? issuer) =>
    [
        .. Trusted(view).Prepend(issuer).OfType<Certificate>().Distinct()
            .Where(c => c.IsAuthority && c.LifeProblem(view.Now) is null).Take(MostFormers),
    ];

    private static IEnumerable<Certificate> Trusted(CertificatesView view) =>
        view.Formers.Prepend(view.Authority.Certificate).OfType<Certificate>()
            .Concat(view.Configurations.SelectMany(c => c.Bundles).SelectMany(Certificate.AllIn));

    /// <summary>Whether every pod must be serving a certificate of the current authority by now.</summary>
    private static bool HaveGone(CertificatesView view, Certificate? issuer) =>
        issuer is not null && issuer == view.Authority.Certificate
        && view.Now >= view.Serving.Certificate!.NotBefore + Issue.ClockSkew + view.Retire;

    private static bool IsDue(Certificate certificate, DateTimeOffset now)
    {
        var from = certificate.NotBefore + Issue.ClockSkew;
        return now >= from + (certificate.NotAfter - from) * 2 / 3;
    }
}
