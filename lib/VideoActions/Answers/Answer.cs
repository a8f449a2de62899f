using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Onair.VideoActions.Answers;

/// <summary>Reads responses as JSON.</summary>
internal static class Answer
{
    private const int MaxLength = 4 * 1024 * 1024;
    private const int MaxDepth = 64;

    /// <summary>Parses a response.</summary>
    /// <exception cref="ActionException">It is not JSON. The message does not quote it.</exception>
    public static JToken Read(string field, string json)
    {
        if (json.Length > MaxLength) throw new ActionException($"{field}: the response has {json.Length} characters, more than {MaxLength}");
        try
        {
            using var reader = new JsonTextReader(new StringReader(json)) { MaxDepth = MaxDepth, DateParseHandling = DateParseHandling.None };
            var token = JToken.ReadFrom(reader);
            return reader.Read() ? throw new ActionException($"{field}: the response is not JSON") : token;
        }
        // Newtonsoft.Json throws other types of exceptions for invalid numbers and escapes.
        catch (Exception e) when (e is not (ActionException or OutOfMemoryException))
        {
            throw new ActionException($"{field}: the response is not JSON");
        }
    }
}
