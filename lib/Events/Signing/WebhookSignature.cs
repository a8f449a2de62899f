using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Onair.Events.Signing;

/// <summary>Signs requests according to <see href="https://www.standardwebhooks.com">Standard Webhooks</see>.</summary>
public static class WebhookSignature
{
    private const string Prefix = "whsec_";
    private const int LeastBytes = 24;
    private const int MostBytes = 64;

    /// <summary>The keys in the text of a Secret: one <c>whsec_</c> and Base64 of 24 to 64 bytes a line.</summary>
    /// <param name="text">The text.</param>
    /// <returns>At least one key.</returns>
    /// <exception cref="FormatException">A line is not a key, or there are no keys; the message has the number of the line and the rule, never the secret.</exception>
    public static IReadOnlyList<byte[]> Keys(string text)
    {
        var keys = text.Split('\n').Select((line, index) => (Line: line.Trim(), Number: index + 1))
            .Where(line => line.Line.Length > 0).Select(line => Key(line.Line, line.Number)).ToList();
        return keys.Count > 0 ? keys : throw new FormatException($"there is no signing secret: a line must be {Prefix} and Base64 of {LeastBytes} to {MostBytes} bytes");
    }

    /// <summary>The value of the header <c>webhook-signature</c>: a signature for each key, separated by spaces.</summary>
    /// <param name="keys">See <see cref="Keys"/>.</param>
    /// <param name="id">The header <c>webhook-id</c>.</param>
    /// <param name="time">The header <c>webhook-timestamp</c>, which has whole seconds.</param>
    /// <param name="body">What is sent.</param>
    public static string Sign(IReadOnlyList<byte[]> keys, string id, DateTimeOffset time, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)}."), .. body];
        return string.Join(' ', keys.Select(key => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, signed))}"));
    }

    private static byte[] Key(string line, int number)
    {
        var key = new byte[line.Length];
        return line.StartsWith(Prefix, StringComparison.Ordinal) && Convert.TryFromBase64String(line[Prefix.Length..], key, out var length)
            && length is >= LeastBytes and <= MostBytes
            ? key[..length]
            : throw new FormatException($"line {number} is not a signing secret: it must be {Prefix} and Base64 of {LeastBytes} to {MostBytes} bytes");
    }
}
