using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace Onair.Emulator.Auth;

/// <summary>
/// The request target as it was sent. Signatures and S3 keys need it: ASP.NET Core's Path has lost dot segments and
/// the difference between encoded and plain characters.
/// </summary>
internal static class RawUrl
{
    private static readonly SearchValues<byte> Unreserved = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"u8);

    /// <summary>Path and query (without the question mark), both still encoded.</summary>
    public static (string Path, string Query) Of(HttpRequest request)
    {
        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget;
        if (string.IsNullOrEmpty(target)) target = request.Path.ToUriComponent() + request.QueryString.ToUriComponent();
        if (!target.StartsWith('/') && Uri.TryCreate(target, UriKind.Absolute, out var absolute))
            target = absolute.PathAndQuery;
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        return mark < 0 ? (target, "") : (target[..mark], target[(mark + 1)..]);
    }

    /// <summary>The parameters in their order, decoded.</summary>
    public static IEnumerable<(string Name, string Value)> Parameters(string query)
    {
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            yield return equals < 0
                ? (DecodePlus(pair), "")
                : (DecodePlus(pair[..equals]), DecodePlus(pair[(equals + 1)..]));
        }
    }

    /// <summary>Percent-decodes; bytes that are no UTF-8 become U+FFFD, a broken escape stays as it is.</summary>
    public static string Decode(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal)) return text;
        var bytes = new ArrayBufferWriter<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                bytes.Write([Convert.FromHexString(text.AsSpan(i + 1, 2))[0]]);
                i += 2;
            }
            else
            {
                Encoding.UTF8.GetBytes(text.AsSpan(i, char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 2 : 1), bytes);
                if (char.IsHighSurrogate(text[i])) i++;
            }
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    /// <summary>Percent-encodes everything but RFC 3986's unreserved characters, as SigV4 wants it.</summary>
    public static string Encode(string text, bool keepSlash = false)
    {
        var result = new StringBuilder(text.Length + 16);
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            if (Unreserved.Contains(b) || (keepSlash && b == '/')) result.Append((char)b);
            else result.Append('%').Append(b.ToString("X2", null));
        }

        return result.ToString();
    }

    private static string DecodePlus(string text) => Decode(text.Replace('+', ' '));
}
