using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Onair.Emulator.Mux.Webhooks;

/// <summary>The header <c>Mux-Signature</c>: <c>t=</c> seconds since 1970 <c>,v1=</c> HMAC-SHA256 in hex of time, dot and body.</summary>
internal static class WebhookSignature
{
    public const string Header = "Mux-Signature";

    public static string Of(string body, string secret, DateTimeOffset now)
    {
        var seconds = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{seconds}.{body}"));
        return $"t={seconds},v1={Convert.ToHexStringLower(mac)}";
    }
}
