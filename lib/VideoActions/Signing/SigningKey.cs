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
            // The shared cache of providers would keep a key that was replaced.
            CryptoProviderFactory = new() { CacheSignatureProviders = false },
        };
    }

    /// <summary>The id by which the service knows it.</summary>
    public string Id { get; }

    /// <summary>Reads a key.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="privateKey">RSA, PKCS#1 or PKCS#8, as PEM or as Base64 of PEM.</param>
    /// <exception cref="FormatException">It is no such key, or has fewer than 2048 bits. The message repeats nothing of it.</exception>
    public static SigningKey Read(string id, string privateKey)
    {
        if (string.IsNullOrWhiteSpace(id) || id.Length > 256 || id.Any(char.IsControl)) throw new FormatException("The id of the key is empty, or no id.");
        using var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(privateKey.Contains("-----BEGIN", StringComparison.Ordinal) ? privateKey : Encoding.UTF8.GetString(Convert.FromBase64String(privateKey)));
        }
        catch (Exception e) when (e is FormatException or ArgumentException or CryptographicException)
        {
            throw new FormatException("The key is no RSA key, neither as PEM nor as Base64 of PEM.");
        }

        if (rsa.KeySize < MinBits) throw new FormatException($"The key has fewer than {MinBits} bits.");
        try
        {
            return new(id, rsa.ExportParameters(includePrivateParameters: true));
        }
        catch (CryptographicException)
        {
            throw new FormatException("The key is a public key; the private one is needed.");
        }
    }

    /// <summary>A token, RS256: the key's id is in its header and among its claims, as services document one or the other.</summary>
    internal string Sign(string subject, DateTimeOffset expires, IReadOnlyList<KeyValuePair<string, object>> claims)
    {
        var all = new Dictionary<string, object>(StringComparer.Ordinal) { ["sub"] = subject, ["exp"] = expires.ToUnixTimeSeconds(), ["kid"] = Id };
        foreach (var (name, value) in claims) all[name] = value;
        return Handler.CreateToken(new SecurityTokenDescriptor { Claims = all, SigningCredentials = _credentials });
    }
}
