namespace Onair.Operator.WebhookCertificates;

/// <summary>A certificate and its private key. The key is never part of a message.</summary>
/// <param name="Certificate">The certificate.</param>
/// <param name="KeyPem">The key, PKCS #8.</param>
internal sealed record KeyPair(Certificate Certificate, string KeyPem)
{
    // Records print their members.
    public override string ToString() => Certificate.ToString();
}
