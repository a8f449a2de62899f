using System.Text;

namespace Onair.VideoActions.Callbacks;

/// <summary>The headers of standardwebhooks.com: HMAC-SHA256 of <c>id.time.body</c> in Base64.</summary>
internal static class StandardWebhooks
{
    private const string Prefix = "whsec_";
    private const int MaxId = 256;

    /// <summary>Decodes a secret, <c>whsec_</c> and Base64, to a key; returns null when it is malformed.</summary>
    public static byte[]? Key(string secret) => Base64(secret.StartsWith(Prefix, StringComparison.Ordinal) ? secret[Prefix.Length..] : secret) is { Length: > 0 } key ? key : null;

    /// <summary>Reads the headers.</summary>
    public static SignedHeaders Read(Func<string, string?> header)
    {
        if (header("webhook-id") is not { Length: > 0 } id || header("webhook-timestamp") is not { Length: > 0 } time || header("webhook-signature") is not { Length: > 0 } value)
            return SignedHeaders.Missing;
        if (id.Length > MaxId || time.Length > MaxId || value.Length > SignedHeaders.MaxLength) return SignedHeaders.Malformed;
        var signatures = value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(SignedHeaders.MaxSignatures)
            .Select(part => part.StartsWith("v1,", StringComparison.Ordinal) ? Base64(part[3..]) : null).OfType<byte[]>().ToArray();
        return signatures.Length > 0 ? new(time, Encoding.UTF8.GetBytes($"{id}.{time}."), signatures) { Id = id } : SignedHeaders.Malformed;
    }

    private static byte[]? Base64(string text)
    {
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
