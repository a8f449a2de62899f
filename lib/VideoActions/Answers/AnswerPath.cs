using System.Globalization;
using System.Text.RegularExpressions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Onair.VideoActions.Compilation;

namespace Onair.VideoActions.Answers;

/// <summary>A JSONPath of the map.</summary>
internal sealed partial class AnswerPath
{
    private const int MaxLength = 256;
    private const int MaxMatches = 1000;

    // A filter with a regular expression is the map's, and the text it is put to is the service's.
    private static readonly JsonSelectSettings Settings = new() { RegexMatchTimeout = TimeSpan.FromMilliseconds(100) };
    private readonly string _path;

    private AnswerPath(string field, string path) => (Field, _path) = (field, path);

    /// <summary>Its field, e.g. <c>spec.video.actions.getAsset.state</c>.</summary>
    public string Field { get; }

    /// <summary>Reads a path that may be absent; null without one, or when it is none.</summary>
    public static AnswerPath? Optional(MapCompilation map, string field, string? path) => path is null ? null : Required(map, field, path);

    /// <summary>Reads a path; null when it is none.</summary>
    public static AnswerPath? Required(MapCompilation map, string field, string? path)
    {
        if (string.IsNullOrEmpty(path)) return map.Fail<AnswerPath>(field, null, "must be a JSONPath");
        var shown = path.Length <= 100 ? path : $"{path[..99]}…";
        if (path.Length > MaxLength) return map.Fail<AnswerPath>(field, shown, $"must have at most {MaxLength} characters");
        // Each of them multiplies what is looked at by the size of the answer.
        if (Descents().Count(path) > 1) return map.Fail<AnswerPath>(field, shown, "must have .. once at most");
        if (FromTheRoot().IsMatch(path)) return map.Fail<AnswerPath>(field, shown, "must have $ at its beginning alone");
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

    /// <summary>What is there, in order, without nulls.</summary>
    /// <exception cref="ActionException">The path cannot be followed.</exception>
    public IReadOnlyList<JToken> Select(JToken answer)
    {
        try
        {
            return [.. answer.SelectTokens(_path, Settings).Where(token => token.Type is not (JTokenType.Null or JTokenType.Undefined)).Take(MaxMatches)];
        }
        // Filters throw what the comparison of their values throws.
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new ActionException($"{Field}: {_path}: cannot be followed in the answer");
        }
    }

    /// <summary>The texts that are there; numbers and booleans as JSON writes them.</summary>
    public IReadOnlyList<string> Texts(JToken answer) => [.. Select(answer).Select(Text).OfType<string>().Where(text => text.Length > 0)];

    /// <summary>The first text; null without one.</summary>
    public string? Optional(JToken answer) => Texts(answer) is [var first, ..] ? first : null;

    /// <summary>The first text.</summary>
    /// <exception cref="ActionException">There is none.</exception>
    public string Required(JToken answer) =>
        Optional(answer) ?? throw Wrong(Select(answer).Count == 0 ? "nothing is there in the answer" : "what is there in the answer is no text");

    /// <summary>The first text as the id of something: it gets into URLs and status.</summary>
    /// <exception cref="ActionException">There is none, or it is no id.</exception>
    public string Id(JToken answer) => CheckedId(Required(answer));

    /// <summary>The first text as the id of something; null without one.</summary>
    /// <exception cref="ActionException">It is no id.</exception>
    public string? OptionalId(JToken answer) => Optional(answer) is { } id ? CheckedId(id) : null;

    /// <summary>The first number; null without one, and for those below zero, which services write for what they do not know.</summary>
    public double? Number(JToken answer) =>
        Optional(answer) is { } text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && number >= 0
            ? number : null;

    /// <summary>What is wrong with what is there.</summary>
    public ActionException Wrong(string what) => new($"{Field}: {_path}: {what}");

    private string CheckedId(string id) =>
        id.Length <= 512 && !id.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || char.IsSurrogate(c)) ? id : throw Wrong("what is there in the answer is no id");

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
