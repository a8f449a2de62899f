using System.Text;
using Onair.Api.MediaProviders.Video;

namespace Onair.VideoActions.Callbacks;

/// <summary><c>t=1712345678,v1=5f3c…</c>: HMAC-SHA256 of <c>time.body</c> in hexadecimal, as Mux and Cloudflare Stream send it.</summary>
internal static class TimestampedHeader
{
    /// <summary>Converts a secret to a key.</summary>
    public static byte[] Key(string secret) => Encoding.UTF8.GetBytes(secret);

    /// <summary>Reads the header.</summary>
    public static SignedHeaders Read(CallbackSpec spec, Func<string, string?> header)
    {
        if (spec.Header is not { Length: > 0 } name || header(name) is not { Length: > 0 } value) return SignedHeaders.Missing;
        if (value.Length > SignedHeaders.MaxLength) return SignedHeaders.Malformed;
        var parts = value.Split(',', StringSplitOptions.TrimEntries).Select(part => part.Split('=', 2)).Where(part => part.Length == 2).ToArray();
        var times = parts.Where(part => part[0] == spec.TimestampName).Select(part => part[1]).ToArray();
        var signatures = parts.Where(part => part[0] == spec.SignatureName).Take(SignedHeaders.MaxSignatures).Select(part => Hexadecimal(part[1])).OfType<byte[]>().ToArray();
        return times.Length == 1 && signatures.Length > 0 ? new(times[0], Encoding.UTF8.GetBytes($"{times[0]}."), signatures) : SignedHeaders.Malformed;
    }

    private static byte[]? Hexadecimal(string text)
    {
        try
        {
            return Convert.FromHexString(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
