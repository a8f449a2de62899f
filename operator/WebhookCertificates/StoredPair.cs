using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Onair.Kubernetes;

namespace Onair.Operator.WebhookCertificates;

/// <summary>What a Secret holds in place of a certificate and its key.</summary>
/// <param name="Certificate">The certificate, if it can be read, whether or not the key fits.</param>
/// <param name="Pair">Both, if they are whole and belong together.</param>
/// <param name="Problem">What is wrong, naming the Secret's key; null when there is no Secret, or nothing is.</param>
internal sealed record StoredPair(Certificate? Certificate, KeyPair? Pair, string? Problem)
{
    /// <summary>There is no Secret.</summary>
    public static StoredPair None { get; } = new(null, null, null);

    /// <summary>Reads a Secret; of several certificates the first counts, which is the leaf.</summary>
    /// <param name="secret">The Secret, or null.</param>
    /// <param name="certificateKey">Its key with the certificate.</param>
    /// <param name="keyKey">Its key with the private key.</param>
    /// <param name="signs">Whether the key is for signing others: then it has to be one for ECDSA, like those made here.</param>
    public static StoredPair Read(V1Secret? secret, string certificateKey, string keyKey, bool signs = false)
    {
        if (secret is null) return None;
        if (Text(secret, certificateKey) is not { } certificatePem) return new(null, null, $"{certificateKey}: missing");
        if (Certificate.AllIn(Encoding.UTF8.GetBytes(certificatePem)) is not [var certificate, ..])
            return new(null, null, $"{certificateKey}: no PEM certificate");
        if (Text(secret, keyKey) is not { } keyPem) return new(certificate, null, $"{keyKey}: missing");
        try
        {
            using var both = X509Certificate2.CreateFromPem(certificatePem, keyPem);
            using var key = both.GetECDsaPrivateKey();
            return signs && key is null
                ? new(certificate, null, $"{keyKey}: no key for ECDSA")
                : new(certificate, new(certificate, keyPem), null);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            // Its message may quote the text.
            return new(certificate, null, $"{keyKey}: no PEM key, or not the key of {certificateKey}");
        }
    }

    public override string ToString() => Problem ?? Certificate?.ToString() ?? "none";

    private static string? Text(V1Secret secret, string key) =>
        secret.Data?.GetValueOrDefault(key) is { Length: > 0 } bytes ? Encoding.UTF8.GetString(bytes) : null;
}
