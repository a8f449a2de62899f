using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Onair.Api.Rules;

namespace Onair.Api.EventSinks;

/// <summary>Rules for the CA bundle.</summary>
internal static class CertificateRules
{
    private const string Field = "spec.caBundle";

    public static IEnumerable<Violation> Bundle(EventSinkCase sink)
    {
        if (sink.Sink.Spec.CaBundle is not { } bundle) yield break;
        // Never quote the text itself: it may contain a private key.
        var value = $"{bundle.Length} characters";
        if (bundle.Contains("PRIVATE KEY-----", StringComparison.Ordinal)) yield return new(Field, value, "must not contain a private key; replace that key, because it is now exposed");
        else if (!HasCertificates(bundle)) yield return new(Field, value, "must contain at least one certificate in PEM format");
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
