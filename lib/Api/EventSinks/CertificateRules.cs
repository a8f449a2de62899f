using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Onair.Api.Rules;

namespace Onair.Api.EventSinks;

/// <summary>The authorities that a receiver's certificate is to be from.</summary>
internal static class CertificateRules
{
    private const string Field = "spec.caBundle";

    public static IEnumerable<Violation> Bundle(EventSinkCase sink)
    {
        if (sink.Sink.Spec.CaBundle is not { } bundle) yield break;
        // Never the text itself, which may be what should be in a Secret.
        var told = $"{bundle.Length} characters";
        if (bundle.Contains("PRIVATE KEY-----", StringComparison.Ordinal)) yield return new(Field, told, "must not have a private key: change it, for it has been shown");
        else if (!HasCertificates(bundle)) yield return new(Field, told, "must be certificates in PEM, at least one");
    }

    private static bool HasCertificates(string bundle)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(bundle);
            return certificates.Count > 0;
        }
        catch (CryptographicException)
        {
            return false;
        }
        finally
        {
            foreach (var certificate in certificates) certificate.Dispose();
        }
    }
}
