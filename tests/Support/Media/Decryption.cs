using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Onair.Tests.Support;

/// <summary>Decrypts segments as a player does (RFC 8216, 5.2).</summary>
internal static class Decryption
{
    /// <summary>The segment in the clear; null when the key does not fit.</summary>
    public static byte[]? Decrypt(byte[] segment, byte[] key, PlayerPlaylist.Entry entry)
    {
        var vector = new byte[16];
        if (entry.Vector is { } explicitVector) vector = Convert.FromHexString(explicitVector[2..]);
        else BinaryPrimitives.WriteInt64BigEndian(vector.AsSpan(8), entry.Sequence);
        using var aes = Aes.Create();
        aes.Key = key;
        try
        {
            var clear = aes.DecryptCbc(segment, vector);
            // One wrong key in 256 leaves something that looks padded.
            return IsTransportStream(clear) ? clear : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Whole packets of 188 bytes, each with its sync byte.</summary>
    public static bool IsTransportStream(byte[] media) => media.Length > 0 && media.Length % 188 == 0 && media.Chunk(188).All(p => p[0] == 0x47);
}
