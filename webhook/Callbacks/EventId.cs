using System.Security.Cryptography;
using System.Text;

namespace Onair.Webhook.Callbacks;

/// <summary>The id of a callback as an annotation can have it.</summary>
internal static class EventId
{
    private const int Longest = 256;

    /// <summary>The id itself, as long as it is of a reasonable length and printable; else its hash; of none, that of the body.</summary>
    public static string Of(string? id, ReadOnlySpan<byte> body) =>
        id is not { Length: > 0 } ? Hash(body)
        : id.Length <= Longest && id.All(c => c is > ' ' and < '\x7f') ? id
        : Hash(Encoding.UTF8.GetBytes(id));

    private static string Hash(ReadOnlySpan<byte> text) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(text))}";
}
