using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;

namespace Onair.Gateway.Requests;

/// <summary>ETags: hashes of what is returned, so that no state is needed and each replica returns the same.</summary>
internal static class ETags
{
    private const int Bytes = 16;

    /// <summary>The strong ETag of a body.</summary>
    public static string Of(ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, hash);
        return $"\"{Convert.ToHexStringLower(hash[..Bytes])}\"";
    }

    /// <summary>Whether <c>If-Match</c> or <c>If-None-Match</c> names an ETag. A weak one matches too: a proxy that compresses weakens it.</summary>
    public static bool IsKnown(StringValues header, string etag)
    {
        foreach (var line in header)
        {
            foreach (var range in line.AsSpan().Split(','))
            {
                var item = line.AsSpan()[range].Trim();
                if (item is "*") return true;
                if (item.StartsWith("W/", StringComparison.Ordinal)) item = item[2..];
                if (item.Equals(etag, StringComparison.Ordinal)) return true;
            }
        }
        return false;
    }
}
