using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Onair.VideoActions.Answers;

/// <summary>Answers as JSON.</summary>
internal static class Answer
{
    private const int MaxLength = 4 * 1024 * 1024;
    private const int MaxDepth = 64;

    /// <summary>Reads an answer.</summary>
    /// <exception cref="ActionException">It is no JSON. The message repeats nothing of it.</exception>
    public static JToken Read(string field, string json)
    {
        if (json.Length > MaxLength) throw new ActionException($"{field}: the answer has {json.Length} characters, more than {MaxLength}");
        try
        {
            using var reader = new JsonTextReader(new StringReader(json)) { MaxDepth = MaxDepth, DateParseHandling = DateParseHandling.None };
            var token = JToken.ReadFrom(reader);
            return reader.Read() ? throw new ActionException($"{field}: the answer is no JSON") : token;
        }
        // Newtonsoft.Json has exceptions of other kinds for numbers and escapes that it cannot read.
        catch (Exception e) when (e is not (ActionException or OutOfMemoryException))
        {
            throw new ActionException($"{field}: the answer is no JSON");
        }
    }
}
