using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Onair.VideoActions.Compilation;
using Onair.VideoActions.Paths;

namespace Onair.VideoActions.Answers;

/// <summary>A JSONPath of an action map.</summary>
internal sealed partial class AnswerPath
{
    private const int MaxLength = 256;
    private const int MaxMatches = 1000;

    private readonly string _text;
    private readonly JsonPath _path;

    private AnswerPath(string field, string text, JsonPath path) => (Field, _text, _path) = (field, text, path);

    /// <summary>The field, e.g. <c>spec.video.actions.getAsset.state</c>.</summary>
    public string Field { get; }

    /// <summary>Compiles an optional path; returns null when it is absent or invalid.</summary>
    public static AnswerPath? Optional(MapCompilation map, string field, string? path) => path is null ? null : Required(map, field, path);

    /// <summary>Compiles a path; returns null when it is invalid.</summary>
    public static AnswerPath? Required(MapCompilation map, string field, string? path)
    {
        if (string.IsNullOrEmpty(path)) return map.Fail<AnswerPath>(field, null, "must be a JSONPath");
        if (path.Length > MaxLength) return map.Fail<AnswerPath>(field, path, $"must have at most {MaxLength} characters");
        // Each .. multiplies the work by the size of the response.
        if (Descents().Count(path) > 1) return map.Fail<AnswerPath>(field, path, "must contain .. at most once");
        if (FromTheRoot().IsMatch(path)) return map.Fail<AnswerPath>(field, path, "must contain $ only at its beginning");
        try
        {
            return new(field, path, JsonPath.Parse(path));
        }
        catch (FormatException e)
        {
            return map.Fail<AnswerPath>(field, path, $"must be a JSONPath: {e.Message}");
        }
    }

    /// <summary>Returns the values at the path, in order, without nulls.</summary>
    /// <exception cref="ActionException">The path cannot be evaluated.</exception>
    public IReadOnlyList<JsonElement> Select(JsonElement answer)
    {
        try
        {
            return [.. _path.Select(answer).Where(value => value.ValueKind != JsonValueKind.Null).Take(MaxMatches)];
        }
        // A regular expression takes too long, or a filter compares a text with lone surrogates.
        catch (Exception e) when (e is RegexMatchTimeoutException or InvalidOperationException)
        {
            throw new ActionException($"{Field}: {_text}: cannot be evaluated in the response");
        }
    }

    /// <summary>Returns the texts at the path; numbers and booleans as in JSON.</summary>
    public IReadOnlyList<string> Texts(JsonElement answer) => [.. Select(answer).Select(Text).OfType<string>().Where(text => text.Length > 0)];

    /// <summary>Returns the first text; null without one.</summary>
    public string? Optional(JsonElement answer) => Texts(answer) is [var first, ..] ? first : null;

    /// <summary>Returns the first text.</summary>
    /// <exception cref="ActionException">There is none.</exception>
    public string Required(JsonElement answer) =>
        Optional(answer) ?? throw Wrong(Select(answer).Count == 0 ? "not found in the response" : "is not a text in the response");

    /// <summary>Returns the first text as an id. Ids become part of URLs and the status.</summary>
    /// <exception cref="ActionException">It is absent or not a valid id.</exception>
    public string Id(JsonElement answer) => CheckedId(Required(answer));

    /// <summary>Returns the first text as an id; null without one.</summary>
    /// <exception cref="ActionException">It is not a valid id.</exception>
    public string? OptionalId(JsonElement answer) => Optional(answer) is { } id ? CheckedId(id) : null;

    /// <summary>Returns the first number; null without one and for negative numbers, which services use for unknown values.</summary>
    public double? Number(JsonElement answer) =>
        Optional(answer) is { } text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && number >= 0
            ? number : null;

    /// <summary>Creates an exception about the value at the path.</summary>
    public ActionException Wrong(string what) => new($"{Field}: {_text}: {what}");

    private string CheckedId(string id) =>
        id.Length <= 512 && !id.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || char.IsSurrogate(c)) ? id : throw Wrong("is not a valid id in the response");

    private static string? Text(JsonElement value)
    {
        try
        {
            return value.ValueKind is JsonValueKind.String ? value.GetString()
                : value.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False ? value.GetRawText() : null;
        }
        catch (InvalidOperationException)
        {
            // A text with lone surrogates.
            return null;
        }
    }

    [GeneratedRegex(@"\.\.")]
    private static partial Regex Descents();

    [GeneratedRegex(@".\$[.\[]", RegexOptions.Singleline)]
    private static partial Regex FromTheRoot();
}
