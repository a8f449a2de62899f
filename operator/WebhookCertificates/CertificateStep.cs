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

    /// <summary>Write the CA bundle to a configuration.</summary>
    public sealed record Publish(CallingConfiguration Configuration, string Bundle) : CertificateStep;

    /// <summary>Have the authority sign a new serving certificate and store it.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Unexpected">Somebody else must have caused it.</param>
    public sealed record Sign(string Reason, bool Unexpected) : CertificateStep;

    /// <summary>Nothing to do now.</summary>
    public sealed record Wait : CertificateStep;
}
