namespace Onair.Operator.WebhookCertificates;

/// <summary>
/// The next step of the webhook's certificates. The rule behind all of it: what is served at any moment was signed by an
/// authority that every API server trusts at that moment. So a new authority is trusted first and signs later, and the one
/// before it stays trusted until no pod can have a leaf of it.
/// </summary>
internal static class DecideCertificates
{
    private const string Due = "two thirds of its life are over";

    // Somebody who keeps putting an old Secret back shall not make the bundle grow without end.
    private const int MostFormers = 8;

    public static CertificateStep Next(CertificatesView view)
    {
        var (problem, issuer) = Serving(view);
        if (AuthorityProblem(view) is { } broken)
            return new CertificateStep.RenewAuthority(broken, view.Authority != StoredPair.None, TrustedUntilNow(view, issuer));

        var authority = view.Authority.Pair!.Certificate;
        // Trusted, and not ours: cert-manager's before us, or a Secret came back from a backup. Dropping it would cut off its leaf.
        if (issuer is not null && issuer != authority && !view.Formers.Contains(issuer))
            return new CertificateStep.RenewAuthority("the serving certificate is of another authority", true, TrustedUntilNow(view, issuer));
        // One after the other: not before its own leaf is served.
        if (IsDue(authority, view.Now) && (issuer is null || issuer == authority))
            return new CertificateStep.RenewAuthority(Due, false, TrustedUntilNow(view, issuer));
        if (view.Formers.Count > 0 && (HaveGone(view, issuer) || view.Formers.All(f => f.LifeProblem(view.Now) is not null)))
            return new CertificateStep.RetireFormers();

        var bundle = view.Bundle!;
        if (view.Configurations.FirstOrDefault(c => !c.Has(bundle)) is { } behind) return new CertificateStep.Publish(behind, bundle);

        if (issuer == authority) return IsDue(view.Serving.Certificate!, view.Now) ? new CertificateStep.Sign(Due, false) : new CertificateStep.Wait();
        // Whatever became of the leaf, pods may go on with the one they have.
        if (view.Formers.Count > 0 && view.PublishedFor < view.Settle) return new CertificateStep.Wait();
        return issuer is null
            ? new CertificateStep.Sign(problem!, view.Serving != StoredPair.None)
            : new CertificateStep.Sign("its authority has been renewed", false);
    }

    private static string? AuthorityProblem(CertificatesView view) =>
        view.Authority.Problem
        ?? (view.Authority.Pair is not { } pair ? "there is none"
            : !pair.Certificate.IsAuthority ? "ca.crt: no certificate of an authority"
            : pair.Certificate.LifeProblem(view.Now) is { } life ? $"ca.crt: {life}"
            : null);

    /// <summary>What is wrong with the serving certificate, or whose it is.</summary>
    private static (string? Problem, Certificate? Issuer) Serving(CertificatesView view)
    {
        if (view.Serving.Problem is { } problem) return (problem, null);
        if (view.Serving.Pair?.Certificate is not { } leaf) return ("there is none", null);
        if (leaf.LifeProblem(view.Now) is { } life) return ($"tls.crt: {life}", null);
        var missing = view.Names.Except(leaf.Names).ToList();
        if (missing.Count > 0) return ($"tls.crt: not for {string.Join(", ", missing)}", null);
        var issuer = Trusted(view).FirstOrDefault(c => c.VouchesFor(leaf, view.Now));
        return (issuer is null ? "tls.crt: signed by an authority that nobody trusts" : null, issuer);
    }

    /// <summary>Whatever may vouch for a leaf that pods have.</summary>
    private static IReadOnlyList<Certificate> TrustedUntilNow(CertificatesView view, Certificate? issuer) =>
    [
        .. Trusted(view).Prepend(issuer).OfType<Certificate>().Distinct()
            .Where(c => c.IsAuthority && c.LifeProblem(view.Now) is null).Take(MostFormers),
    ];

    private static IEnumerable<Certificate> Trusted(CertificatesView view) =>
        view.Formers.Prepend(view.Authority.Certificate).OfType<Certificate>()
            .Concat(view.Configurations.SelectMany(c => c.Bundles).SelectMany(Certificate.AllIn));

    /// <summary>Whether every pod must have a leaf of the present authority by now.</summary>
    private static bool HaveGone(CertificatesView view, Certificate? issuer) =>
        issuer is not null && issuer == view.Authority.Certificate
        && view.Now >= view.Serving.Certificate!.NotBefore + Issue.ClockSkew + view.Retire;

    private static bool IsDue(Certificate certificate, DateTimeOffset now)
    {
        var from = certificate.NotBefore + Issue.ClockSkew;
        return now >= from + (certificate.NotAfter - from) * 2 / 3;
    }
}
