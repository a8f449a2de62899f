using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Onair.Primitives;

namespace Onair.Events.Data;

/// <summary>Truncates texts and lists to limits, and records whether it did. All sizes are those of the JSON text, in bytes.</summary>
/// <param name="limits">The limits.</param>
internal sealed class Truncation(Limits limits)
{
    private const int UrlBytes = 2048;
    private const int NameBytes = 320;
    private const int TitleBytes = 1_000;

    /// <summary>True when anything was truncated, null otherwise: false is never written.</summary>
    public bool? Truncated { get; private set; }

    /// <summary>A name, an id or a word.</summary>
    public string? Name(string? name) => Text(name, NameBytes);

    /// <summary>A title, of at most 200 letters of any script.</summary>
    public string? Title(string? title) => Text(title, TitleBytes);

    /// <summary>A message, without secrets.</summary>
    public string? Message(string? text) => text is null ? null : Text(SafeText.Message(text), limits.Message);

    public string? Description(string? text) => Text(text, limits.Description);

    /// <summary>A URL without secrets; null when it is too long, since part of a URL is useless.</summary>
    public string? Url(string? url) => WholeUrl(url is null ? null : SafeText.Url(url));

    public string? Picture(string? url) => WholeUrl(url is null ? null : SafeText.Picture(url));

    public IReadOnlyList<string> Urls(IEnumerable<string> urls) => First(urls.Select(Url).OfType<string>(), limits.Lists, url => Size(url) + 1);

    public IReadOnlyList<T> List<T>(IEnumerable<T> items, JsonTypeInfo<T> type) =>
        First(items, limits.Lists, item => JsonSerializer.SerializeToUtf8Bytes(item, type).Length + 1);

    public IReadOnlyDictionary<string, string> Labels(IEnumerable<KeyValuePair<string, string>>? labels) => Map(labels, limits.Labels);

    public IReadOnlyDictionary<string, string> Map(IEnumerable<KeyValuePair<string, string>>? map) => Map(map, limits.Lists);

    private Dictionary<string, string> Map(IEnumerable<KeyValuePair<string, string>>? map, int bytes)
    {
        var fitting = new Dictionary<string, string>();
        var entries = (map ?? fitting).OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => (Key: Whole(entry.Key), Value: Whole(entry.Value)));
        foreach (var (key, value) in First(entries, bytes, entry => Size(entry.Key) + Size(entry.Value) + 2)) fitting[key] = value;
        return fitting;
    }

    private List<T> First<T>(IEnumerable<T> items, int bytes, Func<T, int> size)
    {
        var first = new List<T>();
        foreach (var item in items)
        {
            bytes -= size(item);
            if (bytes < 0)
            {
                Truncated = true;
                break;
            }

            first.Add(item);
        }

        return first;
    }

    private string? WholeUrl(string? url)
    {
        if (url is not null) url = Whole(url);
        if (url is null || Size(url) <= UrlBytes) return url;
        Truncated = true;
        return null;
    }

    private string? Text(string? text, int bytes)
    {
        if (text is null) return null;
        text = Whole(text);
        if (Size(text) <= bytes) return text;
        Truncated = true;
        var (fits, less) = (0, Math.Min(text.Length, bytes));
        while (fits < less)
        {
            var middle = (fits + less + 1) / 2;
            if (Size(Ellipsis.Start(text, middle)) <= bytes) fits = middle;
            else less = middle - 1;
        }

        return fits == 0 ? null : Ellipsis.Start(text, fits);
    }

    // A lone surrogate cannot be encoded: it becomes the replacement character.
    private static string Whole(string text) =>
        text.AsSpan().ContainsAnyInRange('\ud800', '\udfff') ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;

    private static int Size(string text) => JsonEncodedText.Encode(text, EventJson.Wire.Options.Encoder).EncodedUtf8Bytes.Length + 2;
}
