using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Onair.Emulator.Ivs.Rtmps;

/// <summary>The certificate of the RTMPS port.</summary>
internal static class RtmpsCertificate
{
    /// <summary>The configured one, or a new one that nobody has signed: ffmpeg takes it, OBS does not.</summary>
    /// <exception cref="InvalidOperationException">The file has no certificate or no key.</exception>
    public static X509Certificate2 Load(EmulatorOptions options, DateTimeOffset now)
    {
        if (options.RtmpsCertificateFile is { Length: > 0 } file) return Read(file, options.RtmpsKeyFile is { Length: > 0 } key ? key : null);
        using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Onair emulator", made, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(options.IngestHost, out var address)) names.AddIpAddress(address);
        else names.AddDnsName(options.IngestHost);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(now.AddDays(-1), now.AddYears(5));
    }

    private static X509Certificate2 Read(string file, string? key)
    {
        try
        {
            return X509Certificate2.CreateFromPemFile(file, key);
        }
        catch (Exception e) when (e is IOException or CryptographicException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"Emulator:RtmpsCertificateFile: value '{file}' must be a PEM file with a certificate and its key", e);
        }
    }
}
