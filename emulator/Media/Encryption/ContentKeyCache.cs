using System.Collections.Concurrent;
using System.Globalization;

namespace Onair.Emulator.Media.Encryption;

/// <summary>The keys of all contents; they outlive a run and an edit of anything else.</summary>
internal sealed class ContentKeyCache(SpekeClient speke, TimeProvider time, ILogger<KeyRing> log)
{
    private readonly ConcurrentDictionary<string, KeyRing> _rings = new(StringComparer.Ordinal);

    /// <summary>The key for a time; null when the key server never returned one.</summary>
    public ValueTask<ContentKey?> GetAsync(PackageEncryption encryption, DateTimeOffset start) =>
        Ring(encryption).GetAsync(KeyPeriod.Index(start, encryption.RotationSeconds));

    private KeyRing Ring(PackageEncryption encryption)
    {
        var rotation = encryption.RotationSeconds.ToString(CultureInfo.InvariantCulture);
        var asked = string.Join('\n', [encryption.KeyServer.AbsoluteUri, encryption.ContentId, rotation, encryption.InitializationVector, .. encryption.SystemIds]);
        return _rings.GetOrAdd(asked, _ => new KeyRing(period => speke.AskAsync(encryption, period), encryption.RotationSeconds > 0, time, log));
    }
}
