using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Onair.Emulator.Sink;

/// <summary>
/// Checks what a receiver of Standard Webhooks checks: the header <c>webhook-signature</c> has, among others, the HMAC-SHA256 of id, time and
/// body, and the time is now. See https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md.
/// </summary>
internal static class StandardWebhook
{
    /// <summary>The tolerated clock skew.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private const string SecretPrefix = "whsec_";
    private const string SignaturePrefix = "v1,";

    /// <summary>Whether one of the signatures is of one of the secrets.</summary>
    /// <param name="secrets"><c>whsec_</c> and Base64, one a line.</param>
    /// <param name="headers">The request's headers.</param>
    /// <param name="body">Its body.</param>
    /// <param name="now">The current time.</param>
    /// <exception cref="FormatException">A secret is not Base64.</exception>
    public static bool IsSigned(string secrets, IHeaderDictionary headers, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        string id = headers["webhook-id"].ToString(), time = headers["webhook-timestamp"].ToString();
        if (id.Length == 0 || !long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return false;
        if (Math.Abs(now.ToUnixTimeSeconds() - seconds) > Tolerance.TotalSeconds) return false;
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{time}."), .. body];
        var given = headers["webhook-signature"].ToString().Split(' ').Where(s => s.StartsWith(SignaturePrefix, StringComparison.Ordinal))
            .Select(s => Encoding.UTF8.GetBytes(s[SignaturePrefix.Length..])).ToList();
        return secrets.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(secret => Signature(secret, signed))
            .Any(expected => given.Any(signature => CryptographicOperations.FixedTimeEquals(signature, expected)));
    }

    private static byte[] Signature(string secret, byte[] signed)
    {
        var key = Convert.FromBase64String(secret.StartsWith(SecretPrefix, StringComparison.Ordinal) ? secret[SecretPrefix.Length..] : secret);
        return Encoding.UTF8.GetBytes(Convert.ToBase64String(HMACSHA256.HashData(key, signed)));
    }
}
