using System.Text;
using Onair.Api.Common;

namespace Onair.Events.Formats.CloudEvents;

/// <summary>An event as a request of its own: the attributes are headers, the body is the data.</summary>
internal static class BinaryMode
{
    public static SinkRequest Of(PendingEvent pending) => new(
        pending.Id, Attributes.DataContentType,
        Attributes.Of(pending).ToDictionary(attribute => $"ce-{attribute.Name}", attribute => HeaderValue(attribute.Value)),
        Encoding.UTF8.GetBytes(pending.Data));

    /// <summary>A value as the HTTP binding encodes it (3.1.3.2): space, quote, percent sign and all that is not printable ASCII are percent-encoded as UTF-8.</summary>
    public static string HeaderValue(string value)
    {
        var encoded = new StringBuilder(value.Length);
        foreach (var letter in value.EnumerateRunes())
        {
            if (letter.Value is > ' ' and <= '~' and not ('"' or '%')) encoded.Append(letter);
            else encoded.Append(PercentEncoded(letter));
        }

        return encoded.ToString();
    }

    private static string PercentEncoded(Rune letter)
    {
        Span<byte> bytes = stackalloc byte[4];
        var encoded = "";
        foreach (var part in bytes[..letter.EncodeToUtf8(bytes)]) encoded += $"%{part:X2}";
        return encoded;
    }
}
