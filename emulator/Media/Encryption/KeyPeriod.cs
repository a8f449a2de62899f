using System.Security.Cryptography;
using System.Text;

namespace Onair.Emulator.Media.Encryption;

/// <summary>Maps a time to its key.</summary>
internal static class KeyPeriod
{
    /// <summary>Periods are counted from 1970, so that an endpoint that is created again requests the same keys; 0 without rotation.</summary>
    public static long Index(DateTimeOffset start, int rotationSeconds) =>
        rotationSeconds == 0 ? 0 : (long)Math.Floor((start - DateTimeOffset.UnixEpoch).TotalSeconds / rotationSeconds);

    /// <summary>The key's id; SPEKE wants the same one whenever a content and period are asked for.</summary>
    public static Guid KeyId(string contentId, long period) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{contentId}\n{period}")).AsSpan(0, 16));
}
