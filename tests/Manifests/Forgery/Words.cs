using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Onair.Tests.Manifests.Forgery;

/// <summary>The names in a text: ids, parts of ARNs, URLs and folders. They are compared as a whole, so that one in the middle of another is none.</summary>
public static partial class Words
{
    private const int Shortest = 6;

    // Sizes, and the seconds until a signed URL expires, which are a week at most, are alike by chance.
    private const int ShortestNumber = 7;

    /// <summary>The words of a text; of JSON, those of its strings.</summary>
    public static IEnumerable<string> In(string text) =>
        Parsed(text) is { } json ? In(json) : Word().Matches(text).Select(match => match.Value.TrimEnd('.', '-')).Where(IsName);

    /// <summary>The words of all strings and of the names of members.</summary>
    public static IEnumerable<string> In(JsonNode? json) => json switch
    {
        JsonObject members => members.SelectMany(member => In(member.Key).Concat(In(member.Value))),
        JsonArray items => items.SelectMany(In),
        JsonValue value when value.TryGetValue(out string? text) => In(text),
        _ => [],
    };

    /// <summary>The words that name something: those of strings without spaces, which sentences have.</summary>
    public static IEnumerable<string> Naming(JsonNode? json) => json switch
    {
        JsonObject members => members.SelectMany(member => Naming(member.Value)),
        JsonArray items => items.SelectMany(Naming),
        JsonValue value when value.TryGetValue(out string? text) => Parsed(text) is { } below ? Naming(below) : text.Contains(' ', StringComparison.Ordinal) ? [] : In(text),
        _ => [],
    };

    private static bool IsName(string word) => word.Length >= (word.All(char.IsAsciiDigit) ? ShortestNumber : Shortest) && !Time().IsMatch(word);

    private static JsonNode? Parsed(string text)
    {
        if (!text.TrimStart().StartsWith('{') && !text.TrimStart().StartsWith('[')) return null;
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex("[A-Za-z0-9_.-]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}(T|$)|^\d{2}\.\d")]
    private static partial Regex Time();
}
