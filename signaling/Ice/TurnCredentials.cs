using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Onair.Signaling.Ice;

/// <summary>Time-limited credentials as coturn's <c>use-auth-secret</c> checks them (coturn's README.turnserver, "TURN REST API").</summary>
internal static class TurnCredentials
{
    /// <summary>The user name has the time at which the credentials expire, and the password proves that the secret's holder set it.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "The TURN REST API fixes HMAC-SHA1, which is not broken as a MAC.")]
    public static (string Username, string Credential) Create(ReadOnlySpan<byte> secret, string participant, DateTimeOffset expiresAt)
    {
        var username = string.Create(CultureInfo.InvariantCulture, $"{expiresAt.ToUnixTimeSeconds()}:{participant}");
        return (username, Convert.ToBase64String(HMACSHA1.HashData(secret, Encoding.UTF8.GetBytes(username))));
    }
}
