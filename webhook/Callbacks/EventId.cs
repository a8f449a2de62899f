using System.Security.Cryptography;
using System.Text;

namespace Onair.Webhook.Callbacks;

/// <summary>The id of a callback in a form that fits an annotation.</summary>
internal static class EventId
{
    private const int Longest = 256;

    /// <summary>The id itself if it is printable and not too long; otherwise its hash; without an id, the hash of the body.</summary>
    public static string Of(string? id, ReadOnlySpan<byte> body) =>
        id is not { Length: > 0 } ? Hash(body)
        : id.Length <= Longest && id.All(c => c is > ' ' and < '\x7f') ? id
        : Hash(Encoding.UTF8.GetBytes(id));

    private static string Hash(ReadOnlySpan<byte> text) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(text))}";
}
