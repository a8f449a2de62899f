using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Onair.VideoActions.Signing;

/// <summary>A key that playback tokens are signed with. Never logged.</summary>
public sealed class SigningKey
{
    private const int MinBits = 2048;
    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly SigningCredentials _credentials;

    private SigningKey(string id, RSAParameters key)
    {
        Id = id;
        _credentials = new(new RsaSecurityKey(key) { KeyId = id }, SecurityAlgorithms.RsaSha256)
        {
            // The shared provider cache would keep a replaced key in memory.
            CryptoProviderFactory = new() { CacheSignatureProviders = false },
        };
    }

    /// <summary>The key's id at the service.</summary>
    public string Id { get; }

    /// <summary>Reads a key.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="privateKey">RSA, PKCS#1 or PKCS#8, as PEM or as Base64 of PEM.</param>
    /// <exception cref="FormatException">It is not an RSA private key of at least 2048 bits. The message does not quote the key.</exception>
    public static SigningKey Read(string id, string privateKey)
    {
        if (string.IsNullOrWhiteSpace(id) || id.Length > 256 || id.Any(char.IsControl)) throw new FormatException("The key id is empty or invalid.");
        using var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(privateKey.Contains("-----BEGIN", StringComparison.Ordinal) ? privateKey : Encoding.UTF8.GetString(Convert.FromBase64String(privateKey)));
        }
        catch (Exception e) when (e is FormatException or ArgumentException or CryptographicException)
        {
            throw new FormatException("The key is not an RSA key in PEM format, or Base64 of PEM.");
        }

        if (rsa.KeySize < MinBits) throw new FormatException($"The key has fewer than {MinBits} bits.");
        try
        {
            return new(id, rsa.ExportParameters(includePrivateParameters: true));
        }
        catch (CryptographicException)
        {
            throw new FormatException("The key is a public key; a private key is required.");
        }
    }

    /// <summary>Creates an RS256 token. The key id is in the header and in the claims, because some services require one and some the other.</summary>
    internal string Sign(string subject, DateTimeOffset expires, IReadOnlyList<KeyValuePair<string, object>> claims)
    {
        var all = new Dictionary<string, object>(StringComparer.Ordinal) { ["sub"] = subject, ["exp"] = expires.ToUnixTimeSeconds(), ["kid"] = Id };
        foreach (var (name, value) in claims) all[name] = value;
        return Handler.CreateToken(new SecurityTokenDescriptor { Claims = all, SigningCredentials = _credentials });
    }
}
