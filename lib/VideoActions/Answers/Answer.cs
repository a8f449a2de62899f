using System.Text.Json;

namespace Onair.VideoActions.Answers;

/// <summary>Reads responses as JSON.</summary>
internal static class Answer
{
    private const int MaxLength = 4 * 1024 * 1024;
    private const int MaxDepth = 64;

    /// <summary>Parses a response.</summary>
    /// <exception cref="ActionException">It is not JSON. The message does not quote it.</exception>
    public static JsonElement Read(string field, string json)
    {
        if (json.Length > MaxLength) throw new ActionException($"{field}: the response has {json.Length} characters, more than {MaxLength}");
        try
        {
            return JsonElement.Parse(json, new() { MaxDepth = MaxDepth });
        }
        // Lone surrogates are no UTF-16, and throw the second one.
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new ActionException($"{field}: the response is not JSON");
        }
    }
}
