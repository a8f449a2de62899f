using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Onair.Gateway.KeyServer;

/// <summary>
/// The AES-128 keys, derived from the master secret with HKDF-SHA256 (RFC 5869) instead of stored: every replica has every
/// key, and a request that is sent again gets the same answer.
/// </summary>
internal sealed class ContentKeys(KeyServerSettings settings)
{
    public const int Bytes = 16;

    // Separates these keys from whatever else may be derived from the same secret one day.
    private static readonly byte[] Domain = "onair/keyserver/content-key/v1"u8.ToArray();

    /// <summary>The key of a content in a key period. The key id plays no part in it: SPEKE binds a key to content and period.</summary>
    public byte[] Derive(string contentId, long period)
    {
        // With its length in front no content id can run into the period.
        var id = Encoding.UTF8.GetBytes(contentId);
        var info = new byte[sizeof(int) + id.Length + sizeof(long)];
        BinaryPrimitives.WriteInt32BigEndian(info, id.Length);
        id.CopyTo(info, sizeof(int));
        BinaryPrimitives.WriteInt64BigEndian(info.AsSpan(sizeof(int) + id.Length), period);
        return HKDF.DeriveKey(HashAlgorithmName.SHA256, settings.MasterSecret, Bytes, Domain, info);
    }

    /// <summary>Where players fetch the key. There is no token in it: playlists are cached and shared, tokens are a viewer's own.</summary>
    public string UriOf(string contentId, long period) =>
        string.Create(CultureInfo.InvariantCulture, $"{settings.PublicUrl}/keys/{Uri.EscapeDataString(contentId)}/{period}");
}
