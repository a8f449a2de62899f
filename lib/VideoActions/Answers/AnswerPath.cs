using System.Globalization;
using System.Text.RegularExpressions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Onair.VideoActions.Compilation;

namespace Onair.VideoActions.Answers;

/// <summary>A JSONPath of an action map.</summary>
internal sealed partial class AnswerPath
{
    private const int MaxLength = 256;
    private const int MaxMatches = 1000;

    // Filters can contain regular expressions, which the service's text could make slow.
    private static readonly JsonSelectSettings Settings = new() { RegexMatchTimeout = TimeSpan.FromMilliseconds(100) };
    private readonly string _path;

    private AnswerPath(string field, string path) => (Field, _path) = (field, path);

    /// <summary>The field, e.g. <c>spec.video.actions.getAsset.state</c>.</summary>
    public string Field { get; }

    /// <summary>Compiles an optional path; returns null when it is absent or invalid.</summary>
    public static AnswerPath? Optional(MapCompilation map, string field, string? path) => path is null ? null : Required(map, field, path);

    /// <summary>Compiles a path; returns null when it is invalid.</summary>
    public static AnswerPath? Required(MapCompilation map, string field, string? path)
    {
        if (string.IsNullOrEmpty(path)) return map.Fail<AnswerPath>(field, null, "must be a JSONPath");
        var shown = path.Length <= 100 ? path : $"{path[..99]}…";
        if (path.Length > MaxLength) return map.Fail<AnswerPath>(field, shown, $"must have at most {MaxLength} characters");
        // Each .. multiplies the work by the size of the response.
        if (Descents().Count(path) > 1) return map.Fail<AnswerPath>(field, shown, "must contain .. at most once");
        if (FromTheRoot().IsMatch(path)) return map.Fail<AnswerPath>(field, shown, "must contain $ only at its beginning");
        try
        {
            _ = new JObject().SelectTokens(path, Settings);
            return new(field, path);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return map.Fail<AnswerPath>(field, shown, $"must be a JSONPath: {(e is JsonException ? e.Message : "it cannot be read")}");
        }
    }

    /// <summary>Returns the values at the path, in order, without nulls.</summary>
    /// <exception cref="ActionException">The path cannot be evaluated.</exception>
    public IReadOnlyList<JToken> Select(JToken answer)
    {
        try
        {
            return [.. answer.SelectTokens(_path, Settings).Where(token => token.Type is not (JTokenType.Null or JTokenType.Undefined)).Take(MaxMatches)];
        }
        // Filters throw the exceptions of the comparisons in them.
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new ActionException($"{Field}: {_path}: cannot be evaluated in the response");
        }
    }

    /// <summary>Returns the texts at the path; numbers and booleans as in JSON.</summary>
    public IReadOnlyList<string> Texts(JToken answer) => [.. Select(answer).Select(Text).OfType<string>().Where(text => text.Length > 0)];

    /// <summary>Returns the first text; null without one.</summary>
    public string? Optional(JToken answer) => Texts(answer) is [var first, ..] ? first : null;

    /// <summary>Returns the first text.</summary>
    /// <exception cref="ActionException">There is none.</exception>
    public string Required(JToken answer) =>
        Optional(answer) ?? throw Wrong(Select(answer).Count == 0 ? "not found in the response" : "is not a text in the response");

    /// <summary>Returns the first text as an id. Ids become part of URLs and the status.</summary>
    /// <exception cref="ActionException">It is absent or not a valid id.</exception>
    public string Id(JToken answer) => CheckedId(Required(answer));

    /// <summary>Returns the first text as an id; null without one.</summary>
    /// <exception cref="ActionException">It is not a valid id.</exception>
    public string? OptionalId(JToken answer) => Optional(answer) is { } id ? CheckedId(id) : null;

    /// <summary>Returns the first number; null without one and for negative numbers, which services use for unknown values.</summary>
    public double? Number(JToken answer) =>
        Optional(answer) is { } text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && number >= 0
            ? number : null;

    /// <summary>Creates an exception about the value at the path.</summary>
    public ActionException Wrong(string what) => new($"{Field}: {_path}: {what}");

    private string CheckedId(string id) =>
        id.Length <= 512 && !id.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || char.IsSurrogate(c)) ? id : throw Wrong("is not a valid id in the response");

    private static string? Text(JToken token) => token.Type switch
    {
        JTokenType.String => (string?)token,
        JTokenType.Boolean => (bool)token ? "true" : "false",
        JTokenType.Integer or JTokenType.Float => Convert.ToString(((JValue)token).Value, CultureInfo.InvariantCulture),
        _ => null,
    };

    [GeneratedRegex(@"\.\.")]
    private static partial Regex Descents();

    [GeneratedRegex(@".\$[.\[]", RegexOptions.Singleline)]
    private static partial Regex FromTheRoot();
}
