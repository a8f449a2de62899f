namespace Onair.Operator.WebhookCertificates;

/// <summary>A certificate and its private key. The key never appears in a message.</summary>
/// <param name="Certificate">The certificate.</param>
/// <param name="KeyPem">The key, PKCS #8.</param>
internal sealed record KeyPair(Certificate Certificate, string KeyPem)
{
    // A record prints its members, and the key must not appear in a log.
    public override string ToString() => Certificate.ToString();
}
