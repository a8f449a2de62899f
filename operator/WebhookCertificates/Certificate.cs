using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Onair.Operator.WebhookCertificates;

/// <summary>A certificate as a value, with what the decisions need.</summary>
/// <param name="Pem">The certificate alone, without its key.</param>
/// <param name="NotBefore">Start of its validity.</param>
/// <param name="NotAfter">End of its validity.</param>
/// <param name="Names">The DNS names that it is for.</param>
/// <param name="IsAuthority">Whether it may sign others.</param>
internal sealed record Certificate(string Pem, DateTimeOffset NotBefore, DateTimeOffset NotAfter, IReadOnlyList<string> Names, bool IsAuthority)
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    public static Certificate Of(X509Certificate2 certificate) => new(
        certificate.ExportCertificatePem() + "\n",
        new(certificate.NotBefore),
        new(certificate.NotAfter),
        [.. certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(e => e.EnumerateDnsNames())],
        certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(e => e.CertificateAuthority));

    /// <summary>All certificates in a PEM text; empty when the text is not PEM.</summary>
    public static IReadOnlyList<Certificate> AllIn(byte[]? pem)
    {
        var found = new X509Certificate2Collection();
        try
        {
            found.ImportFromPem(Encoding.UTF8.GetString(pem ?? []));
            return [.. found.Select(Of)];
        }
        catch (CryptographicException)
        {
            return [];
        }
        finally
        {
            foreach (var certificate in found) certificate.Dispose();
        }
    }

    /// <summary>Whether a client that trusts only this authority accepts <paramref name="leaf"/> as a server certificate at that time.</summary>
    public bool VouchesFor(Certificate leaf, DateTimeOffset at)
    {
        using var root = X509Certificate2.CreateFromPem(Pem);
        using var end = X509Certificate2.CreateFromPem(leaf.Pem);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(root);
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = at.LocalDateTime;
        var valid = chain.Build(end);
        foreach (var element in chain.ChainElements) element.Certificate.Dispose();
        return valid;
    }

    /// <summary>Why it is not valid at that time; null when it is.</summary>
    public string? LifeProblem(DateTimeOffset at) =>
        at >= NotAfter ? $"expired on {NotAfter.UtcDateTime:u}"
        : at < NotBefore ? $"not valid before {NotBefore.UtcDateTime:u}"
        : null;

    public bool Equals(Certificate? other) => Pem == other?.Pem;

    public override int GetHashCode() => Pem.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => $"certificate until {NotAfter.UtcDateTime:u}";
}
