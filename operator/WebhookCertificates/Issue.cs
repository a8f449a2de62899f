using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Onair.Operator.WebhookCertificates;

/// <summary>Makes certificates: ECDSA on P-256, valid from a few minutes ago so that clock skew is tolerated.</summary>
internal static class Issue
{
    public static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>A self-signed authority that may only sign leaf certificates. Its name is unique, because clients look up issuers by name first.</summary>
    public static KeyPair Authority(DateTimeOffset now, TimeSpan life)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(
            $"CN=onair-webhook-ca-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        using var certificate = request.CreateSelfSigned(now - ClockSkew, now + life);
        return new(Certificate.Of(certificate), key.ExportPkcs8PrivateKeyPem() + "\n");
    }

    /// <summary>A server certificate for the names; it expires no later than its authority's.</summary>
    public static KeyPair Serving(KeyPair authority, IReadOnlyList<string> names, DateTimeOffset now, TimeSpan life)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var issuer = X509Certificate2.CreateFromPem(authority.Certificate.Pem, authority.KeyPem);
        var request = new CertificateRequest("CN=onair-webhook", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(issuer, true, false));
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names) alternatives.AddDnsName(name);
        request.CertificateExtensions.Add(alternatives.Build());
        var serial = RandomNumberGenerator.GetBytes(16);
        // The top bits make the number positive and keep it at 16 bytes.
        serial[0] = (byte)((serial[0] & 0x7F) | 0x40);
        using var certificate = request.Create(
            issuer,
            Later(now - ClockSkew, authority.Certificate.NotBefore),
            Earlier(now + life, authority.Certificate.NotAfter),
            serial);
        return new(Certificate.Of(certificate), key.ExportPkcs8PrivateKeyPem() + "\n");
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
