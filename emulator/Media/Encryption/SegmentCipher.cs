using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Onair.Emulator.Media.Encryption;

/// <summary>METHOD=AES-128 (RFC 8216, 4.3.2.4): a whole segment in CBC with PKCS7 padding.</summary>
internal static class SegmentCipher
{
    /// <summary>Encrypts a file in place; the number of bytes it has then.</summary>
    public static long Encrypt(string path, ContentKey key, long sequence)
    {
        using var aes = Aes.Create();
        aes.Key = key.Value;
        var cipher = aes.EncryptCbc(File.ReadAllBytes(path), InitializationVector(key.Tag, sequence), PaddingMode.PKCS7);
        File.WriteAllBytes(path, cipher);
        return cipher.Length;
    }

    /// <summary>16 bytes: what the tag says, else the media sequence number in big-endian order.</summary>
    public static byte[] InitializationVector(SegmentKey tag, long sequence)
    {
        if (tag.InitializationVector is { } hex) return Convert.FromHexString(hex);
        var vector = new byte[16];
        BinaryPrimitives.WriteInt64BigEndian(vector.AsSpan(8), sequence);
        return vector;
    }
}
