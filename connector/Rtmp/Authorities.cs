using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Onair.ConnectorPod.Rtmp;

/// <summary>The authorities that may sign the certificate of an rtmps target.</summary>
internal static class Authorities
{
    /// <summary>Whether a bundle has at least one certificate in PEM format.</summary>
    public static bool IsValid(string bundle)
    {
        try
        {
            return Read(bundle).Count > 0;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>Trusts those of a bundle and of the system; null without a bundle, which trusts the system's. The name is checked in any case.</summary>
    public static X509ChainPolicy? Policy(string? bundle)
    {
        if (bundle is null) return null;
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(Read(bundle));
        using var system = new X509Store(StoreName.Root, StoreLocation.LocalMachine, OpenFlags.ReadOnly);
        policy.CustomTrustStore.AddRange(system.Certificates);
        return policy;
    }

    private static X509Certificate2Collection Read(string bundle)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPem(bundle);
        return certificates;
    }
}
