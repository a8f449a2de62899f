using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using k8s.Models;
using Onair.Kubernetes.Resources;

namespace Onair.Operator.WebhookCertificates;

/// <summary>A Secret read as a certificate and its key.</summary>
/// <param name="Certificate">The certificate, if it can be read, whether or not the key matches.</param>
/// <param name="Pair">Both, if they are valid and match.</param>
/// <param name="Problem">The problem, with the Secret's key; null when the Secret does not exist or is valid.</param>
internal sealed record StoredPair(Certificate? Certificate, KeyPair? Pair, string? Problem)
{
    /// <summary>The Secret does not exist.</summary>
    public static StoredPair None { get; } = new(null, null, null);

    /// <summary>Reads a Secret. Of several certificates the first counts, which is the leaf.</summary>
    /// <param name="secret">The Secret, or null.</param>
    /// <param name="certificateKey">Its key with the certificate.</param>
    /// <param name="keyKey">Its key with the private key.</param>
    /// <param name="signs">Whether the key signs other certificates; then it must be an ECDSA key, like those made here.</param>
    public static StoredPair Read(V1Secret? secret, string certificateKey, string keyKey, bool signs = false)
    {
        if (secret is null) return None;
        if (Text(secret, certificateKey) is not { } certificatePem) return new(null, null, $"{certificateKey}: missing");
        if (Certificate.AllIn(Encoding.UTF8.GetBytes(certificatePem)) is not [var certificate, ..])
            return new(null, null, $"{certificateKey}: not a PEM certificate");
        if (Text(secret, keyKey) is not { } keyPem) return new(certificate, null, $"{keyKey}: missing");
        try
        {
            using var both = X509Certificate2.CreateFromPem(certificatePem, keyPem);
            using var key = both.GetECDsaPrivateKey();
            return signs && key is null
                ? new(certificate, null, $"{keyKey}: not an ECDSA key")
                : new(certificate, new(certificate, keyPem), null);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            // The exception's message may quote the key.
            return new(certificate, null, $"{keyKey}: not a PEM key, or not the key of {certificateKey}");
        }
    }

    public override string ToString() => Problem ?? Certificate?.ToString() ?? "none";

    private static string? Text(V1Secret secret, string key) =>
        secret.GetData(key) is { Length: > 0 } bytes ? Encoding.UTF8.GetString(bytes) : null;
}
