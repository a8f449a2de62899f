using System.Globalization;
using System.Text.Json.Nodes;

namespace Onair.Emulator.Mux.Api;

/// <summary>A request to the API, its body read.</summary>
/// <param name="Body">Empty where the operation has none.</param>
/// <param name="Query">Of the URL.</param>
/// <param name="Route">Variables in the path.</param>
internal sealed record MuxCall(JsonObject Body, IQueryCollection Query, RouteValueDictionary Route)
{
    private const int LargestPage = 100;

    /// <summary>A variable of the path.</summary>
    public string Variable(string name) => (string)Route[name]!;

    /// <summary>The ids in the path.</summary>
    public JsonObject Named => new(Route.Select(v => KeyValuePair.Create(v.Key, (JsonNode?)(v.Value as string))));

    /// <summary>One page of a list, as <c>limit</c> (25 by default) and <c>page</c> (from 1) say.</summary>
    public JsonArray Page<T>(IEnumerable<T> rows, Func<T, JsonObject> document)
    {
        var (limit, page) = (Number("limit", 25), Number("page", 1));
        if (limit is < 1 or > LargestPage) throw MuxException.Invalid($"limit: value {limit} must be between 1 and {LargestPage}");
        if (page < 1) throw MuxException.Invalid($"page: value {page} must be at least 1");
        return [.. rows.Skip((page - 1) * limit).Take(limit).Select(JsonNode (r) => document(r))];
    }

    private int Number(string name, int absent)
    {
        var text = Query[name].ToString();
        if (text.Length == 0) return absent;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 1_000_000
            ? number
            : throw MuxException.Invalid($"{name}: value '{text}' must be a whole number below 1000000");
    }
}
