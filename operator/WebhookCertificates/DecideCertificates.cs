namespace Onair.Operator.WebhookCertificates;

/// <summary>
/// The next step of the webhook's certificates. The rule behind all of it: what is served at any moment was signed by an
/// authority that every API server trusts at that moment. So a new authority is trusted first and signs later, and the one
/// before it stays trusted until it expires.
/// </summary>
internal static class DecideCertificates
{
    private const string Due = "two thirds of its life are over";

    public static CertificateStep Next(CertificatesView view)
    {
        var (problem, issuer) = Serving(view);
        if (AuthorityProblem(view) is { } broken)
            return new CertificateStep.RenewAuthority(broken, view.Authority != StoredPair.None, issuer ?? Readable(view));

        var authority = view.Authority.Pair!.Certificate;
        // Trusted, and not ours: cert-manager's before us, or a Secret came back from a backup. Dropping it would cut off its leaf.
        if (issuer is not null && issuer != authority && issuer != view.Previous)
            return new CertificateStep.RenewAuthority("the serving certificate is of another authority", true, issuer);
        // Not before its own leaf is served: it would push out the authority of the one that still is.
        if (IsDue(authority, view.Now) && (issuer is null || issuer == authority))
            return new CertificateStep.RenewAuthority(Due, false, authority);

        var bundle = view.Bundle!;
        if (view.Configurations.FirstOrDefault(c => !c.Has(bundle)) is { } behind) return new CertificateStep.Publish(behind, bundle);

        // Nobody gets through with what is there, so nothing is lost by not waiting.
        if (issuer is null) return new CertificateStep.Sign(problem!, view.Serving != StoredPair.None);
        if (issuer != authority)
            return view.PublishedFor >= view.Settle ? new CertificateStep.Sign("its authority has been renewed", false) : new CertificateStep.Wait();
        return IsDue(view.Serving.Certificate!, view.Now) ? new CertificateStep.Sign(Due, false) : new CertificateStep.Wait();
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
        var trusted = view.Configurations.SelectMany(c => c.Bundles).SelectMany(Certificate.AllIn);
        var issuer = new[] { view.Authority.Certificate, view.Previous }.Concat(trusted).OfType<Certificate>()
            .FirstOrDefault(c => c.VouchesFor(leaf, view.Now));
        return (issuer is null ? "tls.crt: signed by an authority that nobody trusts" : null, issuer);
    }

    private static Certificate? Readable(CertificatesView view) =>
        view.Authority.Certificate is { IsAuthority: true } former && former.LifeProblem(view.Now) is null ? former : null;

    private static bool IsDue(Certificate certificate, DateTimeOffset now)
    {
        var from = certificate.NotBefore + Issue.ClockSkew;
        return now >= from + (certificate.NotAfter - from) * 2 / 3;
    }
}
