using System.Globalization;
using System.Security.Cryptography;
using Onair.Api.MediaProviders.Video;

namespace Onair.VideoActions.Callbacks;

/// <summary>Verifies that a callback is from the service.</summary>
public static class CallbackSignature
{
    /// <summary>How much clock skew is tolerated in a callback's timestamp.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(300);

    private const int MaxTimeDigits = 12;

    /// <summary>Verifies a callback. Signatures are compared in constant time.</summary>
    /// <param name="spec">How it is signed.</param>
    /// <param name="secrets">The secrets that are valid for signing.</param>
    /// <param name="header">The values of a header, joined with commas; null without it.</param>
    /// <param name="body">The body as it was sent.</param>
    /// <param name="now">The time.</param>
    /// <returns>Whether it is genuine and fresh, or why not, and an id for it.</returns>
    public static CallbackVerdict Verify(
        CallbackSpec spec, IReadOnlyList<string> secrets, Func<string, string?> header, ReadOnlyMemory<byte> body, DateTimeOffset now)
    {
        var signed = spec.Scheme == CallbackScheme.StandardWebhooks ? StandardWebhooks.Read(header) : TimestampedHeader.Read(spec, header);
        if (signed.Fault is { } fault) return new(false, fault, null);
        if (signed.Time.Length > MaxTimeDigits || !signed.Time.All(char.IsAsciiDigit) || signed.Time.Length == 0) return new(false, "malformed", null);
        var keys = secrets.Select(secret => spec.Scheme == CallbackScheme.StandardWebhooks ? StandardWebhooks.Key(secret) : TimestampedHeader.Key(secret)).OfType<byte[]>().ToArray();
        var expected = keys.Select(key => Sign(key, signed.Prefix, body.Span)).ToArray();
        if (!Matches(expected, signed.Signatures)) return new(false, "mismatch", null);
        var age = now.ToUnixTimeSeconds() - long.Parse(signed.Time, CultureInfo.InvariantCulture);
        if (Math.Abs(age) > (long)Tolerance.TotalSeconds) return new(false, "stale", null);
        // Hash the signature of the first secret, whichever signatures were sent: leaving one out must not give a replay another id.
        return new(true, null, signed.Id ?? Convert.ToHexStringLower(SHA256.HashData(expected[0])));
    }

    private static byte[] Sign(byte[] key, ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(prefix);
        hmac.AppendData(body);
        return hmac.GetHashAndReset();
    }

    private static bool Matches(byte[][] expected, IReadOnlyList<byte[]> sent)
    {
        var matches = false;
        foreach (var signature in sent)
            foreach (var right in expected) matches |= CryptographicOperations.FixedTimeEquals(right, signature);
        return matches;
    }
}

/// <summary>The result of verifying a callback.</summary>
/// <param name="IsGenuine">Whether it is from the service, and fresh.</param>
/// <param name="Reason">Why not, for metrics and logs: one word, e.g. <c>stale</c>, <c>mismatch</c>, <c>missing</c>, <c>malformed</c>.</param>
/// <param name="Id">Its webhook-id, or a hash of its signature.</param>
public sealed record CallbackVerdict(bool IsGenuine, string? Reason, string? Id);
