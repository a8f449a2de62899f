using System.Security.Cryptography;
using System.Text;

namespace Onair.Emulator.Mux.SigningKeys;

/// <summary>The signing key of the configuration.</summary>
internal static class ConfiguredKey
{
    /// <summary>Its public part; null when none is configured.</summary>
    /// <exception cref="InvalidOperationException">It is no RSA key.</exception>
    public static MuxSigningKey? Read(MuxOptions options, DateTimeOffset now)
    {
        if (options.SigningKeyId.Length == 0) return null;
        var text = options.SigningKeyFile.Length > 0 ? File.ReadAllText(options.SigningKeyFile) : options.SigningKey;
        return new MuxSigningKey(options.SigningKeyId, now, PublicPem(text));
    }

    private static string PublicPem(string text)
    {
        var pem = text.Trim();
        try
        {
            if (!pem.StartsWith("-----", StringComparison.Ordinal)) pem = Encoding.ASCII.GetString(Convert.FromBase64String(pem));
            using var rsa = RSA.Create();
            rsa.ImportFromPem(pem);
            return rsa.ExportSubjectPublicKeyInfoPem();
        }
        catch (Exception e) when (e is FormatException or ArgumentException or CryptographicException)
        {
            // Without what it said: it may quote the key.
            throw new InvalidOperationException("Emulator:Mux:SigningKey or SigningKeyFile must be the PEM of an RSA key, or its base64");
        }
    }
}
