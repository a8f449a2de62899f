using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onair.CrdGenerator;

/// <summary>Default values in the form the API server accepts.</summary>
internal static class Defaults
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// The value as JSON. An object's members that equal their own default are left out, as the API server fills them in;
    /// a nested object with only defaulted members thus becomes <c>{}</c>, which makes the defaulting nest.
    /// </summary>
    /// <returns>Null when there is no value, or when it is a time, whose initial value is meaningless.</returns>
    public static JsonNode? Of(object? value, JsonObject schema) => value switch
    {
        null or DateTimeOffset => null,
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        int number => JsonValue.Create(number),
        long number => JsonValue.Create(number),
        double number => JsonValue.Create(number),
        Enum member => JsonValue.Create(Members.Name(member.GetType().GetField(member.ToString())!)),
        _ when schema["additionalProperties"] is JsonObject values => Map((IEnumerable)value, values),
        IEnumerable list => List(list, (JsonObject)schema["items"]!),
        _ => Object(value, schema),
    };

    /// <summary>The value in a sentence: a bare word or compact JSON.</summary>
    public static string Text(JsonNode value) =>
        value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString(Readable);

    private static JsonArray List(IEnumerable list, JsonObject itemSchema) =>
        new([.. list.Cast<object>().Select(item => Of(item, itemSchema))]);

    private static JsonObject Map(IEnumerable map, JsonObject valueSchema) => new(
        map.Cast<object>().Select(entry => KeyValuePair.Create(
            (string)entry.GetType().GetProperty("Key")!.GetValue(entry)!, Of(entry.GetType().GetProperty("Value")!.GetValue(entry), valueSchema))));

    private static JsonObject Object(object value, JsonObject schema)
    {
        var node = new JsonObject();
        foreach (var property in Members.Of(value.GetType()))
        {
            var name = Members.Name(property);
            var memberSchema = (JsonObject)schema["properties"]![name]!;
            var member = Of(property.GetValue(value), memberSchema);
            if (member is null || JsonNode.DeepEquals(member, memberSchema["default"])) continue;
            node[name] = member;
        }

        return node;
    }
}
