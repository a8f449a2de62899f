using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onair.Emulator.Mux.Api;

/// <summary>Reads members of a request and collects violations. Each message names field, value and rule.</summary>
/// <param name="json">The object whose members are read.</param>
/// <param name="violations">The list of violations, shared with nested objects.</param>
/// <param name="prefix">The object's own path with a dot at the end; empty for the body.</param>
internal sealed class Fields(JsonObject json, IList<string> violations, string prefix = "")
{
    /// <summary>The body of a request; <see cref="Check"/> when all is read.</summary>
    public static Fields Of(JsonObject body) => new(body, []);

    /// <exception cref="MuxException">There are violations.</exception>
    public void Check()
    {
        if (violations.Count > 0) throw MuxException.Invalid([.. violations]);
    }

    public bool Has(string name) => json[name] is not null;

    public string? Text(string name, int longest)
    {
        if (Value(name, JsonValueKind.String, "a string") is not { } value) return null;
        var text = value.GetValue<string>();
        if (text.Length > longest) Complain(name, $"has {text.Length} characters and must have at most {longest}");
        return text;
    }

    /// <summary>One of some words.</summary>
    public string? Word(string name, params IReadOnlyList<string> words)
    {
        var text = Text(name, int.MaxValue);
        if (text is not null && !words.Contains(text)) Complain(name, $"value '{text}' must be one of {string.Join(", ", words)}");
        return text;
    }

    public int? Integer(string name, int least, int most)
    {
        if (Value(name, JsonValueKind.Number, "a whole number") is not { } value) return null;
        if (value.AsValue().TryGetValue(out double number) && number == Math.Floor(number) && number >= least && number <= most) return (int)number;
        Complain(name, $"value {value.ToJsonString()} must be a whole number between {least} and {most}");
        return null;
    }

    public bool Flag(string name)
    {
        if (json[name] is not { } value) return false;
        if (value.GetValueKind() is JsonValueKind.True or JsonValueKind.False) return value.GetValue<bool>();
        Complain(name, $"value {value.ToJsonString()} must be true or false");
        return false;
    }

    /// <summary>An object's members; null when it is absent.</summary>
    public Fields? Object(string name) =>
        Value(name, JsonValueKind.Object, "an object") is JsonObject value ? new Fields(value, violations, $"{prefix}{name}.") : null;

    /// <summary>The strings of a list.</summary>
    public IReadOnlyList<string>? Words(string name, params IReadOnlyList<string> words)
    {
        if (Value(name, JsonValueKind.Array, "a list") is not JsonArray list) return null;
        foreach (var item in list)
        {
            if (item?.GetValueKind() != JsonValueKind.String || !words.Contains(item.GetValue<string>()))
                Complain(name, $"value {item?.ToJsonString() ?? "null"} must be one of {string.Join(", ", words)}");
        }

        return [.. list.OfType<JsonValue>().Where(i => i.GetValueKind() == JsonValueKind.String).Select(i => i.GetValue<string>())];
    }

    public JsonNode? Raw(string name) => json[name];

    public void Complain(string name, string complaint) => violations.Add($"{prefix}{name}: {complaint}");

    private JsonNode? Value(string name, JsonValueKind kind, string what)
    {
        if (json[name] is not { } value) return null;
        if (value.GetValueKind() == kind) return value;
        Complain(name, $"value {value.ToJsonString()} must be {what}");
        return null;
    }
}
