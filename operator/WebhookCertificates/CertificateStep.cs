namespace Onair.Operator.WebhookCertificates;

/// <summary>One side effect, or none.</summary>
internal abstract record CertificateStep
{
    private CertificateStep()
    {
    }

    /// <summary>Create a new authority and store it with the certificates of the previous ones.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Unexpected">Somebody else must have caused it.</param>
    /// <param name="Formers">Authorities whose leaf certificates may still be served.</param>
    public sealed record RenewAuthority(string Reason, bool Unexpected, IReadOnlyList<Certificate> Formers) : CertificateStep;

    /// <summary>Stop trusting the previous authorities.</summary>
    public sealed record RetireFormers : CertificateStep;

    /// <summary>Write the CA bundle and paths to a configuration.</summary>
    /// <param name="Configuration">Which.</param>
    /// <param name="Bundle">The bundle; null: somebody else writes it.</param>
    /// <param name="Paths">The paths to change, by position of the webhook.</param>
    public sealed record Publish(CallingConfiguration Configuration, string? Bundle, IReadOnlyDictionary<int, string> Paths) : CertificateStep;

    /// <summary>Make a new token and store it with the previous ones.</summary>
    /// <param name="Formers">Tokens that API servers may still send.</param>
    public sealed record RenewToken(IReadOnlyList<string> Formers) : CertificateStep
    {
        // A record prints its members, and a token must not appear in a log.
        public override string ToString() => nameof(RenewToken);
    }

    /// <summary>Accept the previous tokens no longer.</summary>
    public sealed record RetireTokens : CertificateStep;

    /// <summary>Have the authority sign a new serving certificate and store it.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Unexpected">Somebody else must have caused it.</param>
    public sealed record Sign(string Reason, bool Unexpected) : CertificateStep;

    /// <summary>Nothing to do now.</summary>
    public sealed record Wait : CertificateStep;
}
