using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Onair.Gateway.Problems;

namespace Onair.Gateway.Requests;

/// <summary>Compares JSON with the type that it is to be read as, and names every member that does not fit.</summary>
internal static class JsonShape
{
    private const int MostErrors = 20;

    // The whole numbers of each type; a member's attribute Range narrows them.
    private static readonly Dictionary<Type, (long Least, long Most)> Integers = new() { [typeof(int)] = (int.MinValue, int.MaxValue), [typeof(long)] = (long.MinValue, long.MaxValue) };

    private static readonly HashSet<Type> Numbers = [typeof(double), typeof(float), typeof(decimal)];

    /// <summary>The errors, at most twenty of them.</summary>
    public static IReadOnlyList<FieldError> Errors(JsonElement json, JsonTypeInfo type)
    {
        var errors = new List<FieldError>();
        Check(json, type, "", null, errors);
        return errors;
    }

    private static void Check(JsonElement json, JsonTypeInfo type, string path, RangeAttribute? range, List<FieldError> errors)
    {
        if (errors.Count >= MostErrors) return;
        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object when json.ValueKind == JsonValueKind.Object:
                foreach (var property in type.Properties) CheckMember(json, property, type, path, errors);
                return;
            case JsonTypeInfoKind.Enumerable when json.ValueKind == JsonValueKind.Array:
                var index = 0;
                foreach (var item in json.EnumerateArray()) Check(item, type.Options.GetTypeInfo(type.ElementType!), $"{path}[{index++}]", null, errors);
                return;
            case JsonTypeInfoKind.Object:
                Wrong("must be a JSON object");
                return;
            case JsonTypeInfoKind.Enumerable:
                Wrong("must be a list");
                return;
            case JsonTypeInfoKind.None when RuleOf(json, Nullable.GetUnderlyingType(type.Type) ?? type.Type, range) is { } rule:
                Wrong(rule);
                return;
        }

        void Wrong(string rule) => errors.Add(new(path.Length == 0 ? "body" : path, Value(json), rule));
    }

    private static void CheckMember(JsonElement json, JsonPropertyInfo property, JsonTypeInfo type, string path, List<FieldError> errors)
    {
        // Only what is read: a property without a setter is written alone.
        if (property.Set is null && property.AssociatedParameter is null) return;
        var field = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
        if (!json.TryGetProperty(property.Name, out var value))
        {
            if (property.IsRequired) errors.Add(new(field, null, "is required"));
            return;
        }
        if (value.ValueKind == JsonValueKind.Null)
        {
            var takesNull = Nullable.GetUnderlyingType(property.PropertyType) is not null || (!property.PropertyType.IsValueType && property.IsSetNullable);
            if (!takesNull) errors.Add(new(field, "null", "must not be null"));
            return;
        }
        Check(value, type.Options.GetTypeInfo(property.PropertyType), field, RangeOf(property), errors);
    }

    /// <summary>The range of a member; null when its type is the only bound.</summary>
    public static RangeAttribute? RangeOf(JsonPropertyInfo property) =>
        property.AttributeProvider?.GetCustomAttributes(typeof(RangeAttribute), inherit: true) is [RangeAttribute range, ..] ? range : null;

    private static string? RuleOf(JsonElement json, Type type, RangeAttribute? range)
    {
        if (type == typeof(string)) return json.ValueKind == JsonValueKind.String ? TextRules.IsUnicode(json) ? null : "must be valid Unicode" : "must be a text";
        if (type == typeof(bool)) return json.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : "must be true or false";
        if (Integers.TryGetValue(type, out var bounds))
        {
            var (least, most) = range is null ? bounds : (Convert.ToInt64(range.Minimum, CultureInfo.InvariantCulture), Convert.ToInt64(range.Maximum, CultureInfo.InvariantCulture));
            return json.ValueKind == JsonValueKind.Number && json.TryGetInt64(out var whole) && whole >= least && whole <= most ? null
                : string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {least} to {most}");
        }
        return Numbers.Contains(type) && (json.ValueKind != JsonValueKind.Number || !json.TryGetDouble(out var number) || !double.IsFinite(number)) ? "must be a number" : null;
    }

    private static string Value(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => "{…}",
        JsonValueKind.Array => "[…]",
        JsonValueKind.String when TextRules.IsUnicode(json) => Shown.Text(json.GetString()!),
        _ => Shown.Text(json.GetRawText()),
    };
}
