namespace Onair.Operator.WebhookCertificates;

/// <summary>One side effect, or none.</summary>
internal abstract record CertificateStep
{
    private CertificateStep()
    {
    }

    /// <summary>Make a new authority and store it, with the certificates of those before it.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Unexpected">Somebody else must have had a hand in it.</param>
    /// <param name="Formers">Whose leaves may be served until a new one is.</param>
    public sealed record RenewAuthority(string Reason, bool Unexpected, IReadOnlyList<Certificate> Formers) : CertificateStep;

    /// <summary>Forget the authorities before the present one.</summary>
    public sealed record RetireFormers : CertificateStep;

    /// <summary>Bring the bundle into a configuration.</summary>
    public sealed record Publish(CallingConfiguration Configuration, string Bundle) : CertificateStep;

    /// <summary>Have the authority sign a new serving certificate, and store it.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Unexpected">Somebody else must have had a hand in it.</param>
    public sealed record Sign(string Reason, bool Unexpected) : CertificateStep;

    /// <summary>Nothing is to be done now.</summary>
    public sealed record Wait : CertificateStep;
}
