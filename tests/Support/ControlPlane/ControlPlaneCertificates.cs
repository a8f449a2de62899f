using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Onair.Tests.Support;

/// <summary>A CA of one test run, with a server certificate, client certificates and the service accounts' key.</summary>
internal sealed class ControlPlaneCertificates
{
    private readonly string _folder;
    private readonly string _authorityKey;

    public ControlPlaneCertificates(string folder)
    {
        _folder = folder;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=onair-test-ca", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        var now = TimeProvider.System.GetUtcNow();
        using var authority = request.CreateSelfSigned(now.AddHours(-1), now.AddDays(2));
        _authorityKey = key.ExportPkcs8PrivateKeyPem();
        File.WriteAllText(AuthorityPath, authority.ExportCertificatePem());
        Issue("apiserver", "CN=kube-apiserver", server: true);
        using var accounts = RSA.Create(2048);
        File.WriteAllText(AccountKeyPath, accounts.ExportRSAPrivateKeyPem());
    }

    public string AuthorityPath => Path.Combine(_folder, "ca.crt");

    public string AccountKeyPath => Path.Combine(_folder, "accounts.key");

    public string CertificatePath(string name) => Path.Combine(_folder, name + ".crt");

    public string KeyPath(string name) => Path.Combine(_folder, name + ".key");

    public void Issue(string name, string subject, bool server)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(server ? "1.3.6.1.5.5.7.3.1" : "1.3.6.1.5.5.7.3.2")], false));
        if (server)
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName("localhost");
            names.AddDnsName("kubernetes.default.svc");
            names.AddIpAddress(IPAddress.Loopback);
            request.CertificateExtensions.Add(names.Build());
        }
        using var authority = X509Certificate2.CreateFromPem(File.ReadAllText(AuthorityPath), _authorityKey);
        using var certificate = request.Create(authority, authority.NotBefore, authority.NotAfter, RandomNumberGenerator.GetBytes(12));
        File.WriteAllText(CertificatePath(name), certificate.ExportCertificatePem());
        File.WriteAllText(KeyPath(name), key.ExportPkcs8PrivateKeyPem());
    }
}
