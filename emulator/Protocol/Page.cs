using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Onair.Emulator.State;

namespace Onair.Emulator.Protocol;

/// <summary>One page of a list by <c>maxResults</c> and <c>nextToken</c>.</summary>
internal static class Page
{
    /// <summary>AWS documents none for MediaLive and MediaPackage; small, so that a client that takes the first page for all is found out.</summary>
    private const int DefaultSize = 20;

    /// <summary>That of MediaPackage's model, for MediaLive's names none.</summary>
    private const int LargestSize = 1000;

    /// <param name="rows">All rows.</param>
    /// <param name="input">The operation's input.</param>
    /// <param name="list">Wire name of the list in the output.</param>
    /// <param name="key">Sort key of a row, stable between pages.</param>
    /// <param name="write">The row on the wire.</param>
    /// <param name="invalidToken">Error for a token that was not issued here.</param>
    /// <param name="defaultSize">Rows of a page when the client does not say.</param>
    /// <param name="descending">The highest key first.</param>
    public static JsonObject Of<T>(
        IEnumerable<T> rows, JsonObject input, string list, Func<T, string> key, Func<T, JsonNode> write, Func<string, OperationException> invalidToken,
        int defaultSize = DefaultSize, bool descending = false)
    {
        var size = (int)(input.Number("maxResults") ?? defaultSize);
        if (size is < 1 or > LargestSize)
            throw invalidToken($"maxResults: value {size.ToString(CultureInfo.InvariantCulture)} must be between 1 and {LargestSize}");
        var after = input.Text("nextToken") is { } token ? Decode(token, invalidToken) : null;
        var ordered = descending ? rows.OrderByDescending(key, StringComparer.Ordinal) : rows.OrderBy(key, StringComparer.Ordinal);
        var rest = ordered
            .Where(r => after is null || (string.CompareOrdinal(key(r), after) > 0) != descending)
            .Where(r => key(r) != after)
            .ToList();
        var page = rest.Take(size).ToList();
        var output = new JsonObject { [list] = new JsonArray([.. page.Select(write)]) };
        if (rest.Count > size) output["nextToken"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(key(page[^1])));
        return output;
    }

    private static string Decode(string token, Func<string, OperationException> invalidToken)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(token));
        }
        catch (FormatException)
        {
            throw invalidToken($"nextToken: value '{token}' is no token of an earlier page");
        }
    }
}
