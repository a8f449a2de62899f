using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Onair.Tests.Unit.Webhook.Certificates;

/// <summary>A root, and what it signed: an intermediate authority, which signs the leaves.</summary>
internal sealed class TestCertificates : IDisposable
{
    private readonly X509Certificate2 _root = Authority("CN=root", null);
    private readonly X509Certificate2 _intermediate;

    public TestCertificates() => _intermediate = Authority("CN=intermediate", _root);

    /// <summary>What a client trusts.</summary>
    public X509Certificate2 Root => _root;

    /// <summary>Root and intermediate authority in PEM.</summary>
    public string Chain => $"{_root.ExportCertificatePem()}\n{_intermediate.ExportCertificatePem()}\n";

    /// <summary>A leaf for 127.0.0.1 with its chain, and its key.</summary>
    public (string Certificate, string Key) Issue(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        using var leaf = request.Create(_intermediate, _intermediate.NotBefore, _intermediate.NotAfter, RandomNumberGenerator.GetBytes(8));
        return ($"{leaf.ExportCertificatePem()}\n{_intermediate.ExportCertificatePem()}\n", key.ExportPkcs8PrivateKeyPem());
    }

    public void Dispose()
    {
        _root.Dispose();
        _intermediate.Dispose();
    }

    private static X509Certificate2 Authority(string name, X509Certificate2? signer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        if (signer is null) return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        using var signed = request.Create(signer, signer.NotBefore, signer.NotAfter, RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }
}
