using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Onair.Gateway.KeyServer;

/// <summary>
/// The AES-128 keys. They are derived from the master secret with HKDF-SHA256 (RFC 5869), not stored: every replica has every
/// key, and a repeated request gets the same response.
/// </summary>
internal sealed class ContentKeys(KeyServerSettings settings)
{
    public const int Bytes = 16;

    // Separates these keys from anything else derived from the same secret.
    private static readonly byte[] Domain = "onair/keyserver/content-key/v1"u8.ToArray();

    /// <summary>The key of a content in a key period. It does not depend on the key id: SPEKE binds a key to content and period.</summary>
    public byte[] Derive(string contentId, long period)
    {
        // The length prefix keeps content id and period apart.
        var id = Encoding.UTF8.GetBytes(contentId);
        var info = new byte[sizeof(int) + id.Length + sizeof(long)];
        BinaryPrimitives.WriteInt32BigEndian(info, id.Length);
        id.CopyTo(info, sizeof(int));
        BinaryPrimitives.WriteInt64BigEndian(info.AsSpan(sizeof(int) + id.Length), period);
        return HKDF.DeriveKey(HashAlgorithmName.SHA256, settings.MasterSecret, Bytes, Domain, info);
    }

    /// <summary>Where players fetch the key. The URL contains no token: playlists are cached and shared, a token belongs to one viewer.</summary>
    public string UriOf(string contentId, long period) =>
        string.Create(CultureInfo.InvariantCulture, $"{settings.PublicUrl}/keys/{Uri.EscapeDataString(contentId)}/{period}");
}
