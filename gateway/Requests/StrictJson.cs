using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Onair.Gateway.Problems;

namespace Onair.Gateway.Requests;

/// <summary>Reads JSON without leniency: exact types, no duplicate members, and every error with its field.</summary>
internal static class StrictJson
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <summary>The body as an object.</summary>
    /// <exception cref="ProblemException">400: it cannot be read; the errors name the fields.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> utf8, JsonTypeInfo<T> type)
    {
        using var document = Parse(utf8);
        var errors = JsonShape.Errors(document.RootElement, type);
        if (errors.Count > 0) throw ProblemException.Invalid(errors);
        try
        {
            return document.RootElement.Deserialize(type) ?? throw ProblemException.Invalid("body", "null", "must be a JSON object");
        }
        catch (JsonException e)
        {
            throw ProblemException.Invalid(FieldOf(e.Path), "", "must be a value of the type that /openapi.json gives");
        }
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> utf8)
    {
        // The parser takes any bytes inside a text, and fails when the text is read.
        if (!Utf8.IsValid(utf8.Span)) throw ProblemException.Invalid("body", null, "must be valid UTF-8");
        try
        {
            return JsonDocument.Parse(utf8, Options);
        }
        catch (JsonException e)
        {
            // A duplicate member is found when the syntax is known to be right, and has no place.
            throw ProblemException.Invalid("body", null, e.LineNumber is { } line
                ? $"must be valid JSON, at most {Options.MaxDepth} levels deep; line {line + 1}, byte {e.BytePositionInLine + 1} is not"
                : "must not have two members of the same name in one object");
        }
    }

    // "$.timestamp_list[0].start": without the root.
    private static string FieldOf(string? path) => path is null or "$" ? "body" : path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : path;
}
