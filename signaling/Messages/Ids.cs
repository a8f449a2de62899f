using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Onair.Signaling.Messages;

/// <summary>Ids and keys that nobody can guess.</summary>
internal static class Ids
{
    private const int Bytes = 16;

    /// <summary>128 random bits in 22 characters.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>What is stored of a key. A key is as long as a hash needs no salt.</summary>
    public static byte[] Hash(string key) => SHA256.HashData(Encoding.ASCII.GetBytes(key));

    /// <summary>Whether a key is one of those that these hashes are of.</summary>
    public static bool Matches(string key, params ReadOnlySpan<byte[]?> hashes)
    {
        var hash = Hash(key);
        var matches = false;
        foreach (var known in hashes) matches |= known is not null && CryptographicOperations.FixedTimeEquals(hash, known);
        return matches;
    }
}
