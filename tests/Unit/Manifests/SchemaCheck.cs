using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Onair.Tests.Manifests.Mutations;

namespace Onair.Tests.Unit.Manifests;

/// <summary>What a schema says of a value, apart from how the generator reads it.</summary>
internal static class SchemaCheck
{
    public static IEnumerable<(MutationKind Kind, string Path)> Check(JsonNode? value, JsonObject schema, string path)
    {
        if (!schema.ContainsKey("type")) return [];
        if (!HasType(value, schema)) return [(MutationKind.WrongType, path)];
        return value switch
        {
            JsonObject map => Map(map, schema, path),
            JsonArray list => Size(list.Count, schema, "Items", path)
                .Concat(list.SelectMany((item, i) => Check(item, (JsonObject)schema["items"]!, $"{path}[{i}]"))),
            _ when value!.GetValueKind() == JsonValueKind.String => Text((string)value!, schema).Select(kind => (kind, path)),
            _ when value!.GetValueKind() == JsonValueKind.Number => Number(value.AsValue(), schema).Select(kind => (kind, path)),
            _ => [],
        };
    }

    private static bool HasType(JsonNode? value, JsonObject schema) => ((string)schema["type"]!, value?.GetValueKind()) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) or ("number", JsonValueKind.Number) => true,
        ("integer", JsonValueKind.Number) => long.TryParse(value!.ToJsonString(), CultureInfo.InvariantCulture, out _),
        _ => false,
    };

    private static IEnumerable<(MutationKind, string)> Map(JsonObject map, JsonObject schema, string path)
    {
        if (schema["additionalProperties"] is JsonObject values)
            return Size(map.Count, schema, "Properties", path).Concat(map.SelectMany(pair => Check(pair.Value, values, $"{path}[{pair.Key}]")));
        var members = (JsonObject)schema["properties"]!;
        return (schema["required"] as JsonArray ?? []).Where(name => !map.ContainsKey((string)name!)).Select(name => (MutationKind.MissingRequired, $"{path}.{name}"))
            .Concat(map.SelectMany(pair => members[pair.Key] is JsonObject member
                ? Check(pair.Value, member, $"{path}.{pair.Key}")
                : [(MutationKind.UnknownField, $"{path}.{pair.Key}")]));
    }

    private static IEnumerable<(MutationKind, string)> Size(int count, JsonObject schema, string what, string path)
    {
        if (count < (int?)schema[$"min{what}"]) yield return (MutationKind.TooFew, path);
        if (count > (int?)schema[$"max{what}"]) yield return (MutationKind.TooMany, path);
    }

    private static IEnumerable<MutationKind> Text(string text, JsonObject schema)
    {
        if (schema["enum"] is JsonArray values && !values.Any(v => (string?)v == text)) yield return MutationKind.NotInEnum;
        if (schema["pattern"] is { } pattern && !Regex.IsMatch(text, (string)pattern!)) yield return MutationKind.PatternMismatch;
        if (schema.ContainsKey("format") && !(text.Contains('T', StringComparison.Ordinal) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _)))
            yield return MutationKind.NotATime;
        if (text.Length < (int?)schema["minLength"]) yield return MutationKind.TooShort;
        if (text.Length > (int?)schema["maxLength"]) yield return MutationKind.TooLong;
    }

    private static IEnumerable<MutationKind> Number(JsonValue value, JsonObject schema)
    {
        var number = double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);
        if (number < (double?)schema["minimum"]) yield return MutationKind.BelowMinimum;
        if (number > (double?)schema["maximum"]) yield return MutationKind.AboveMaximum;
        if (schema["multipleOf"] is { } divisor && number % (double)divisor != 0) yield return MutationKind.NotAMultiple;
    }
}
