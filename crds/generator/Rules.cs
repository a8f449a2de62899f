using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using Onair.Api.Schema;

namespace Onair.CrdGenerator;

/// <summary>Schema keywords from the attributes of a property. An unknown attribute is an error.</summary>
internal static class Rules
{
    public static void Add(JsonObject schema, PropertyInfo property)
    {
        foreach (var attribute in property.GetCustomAttributes())
            Add(schema, attribute, property);
    }

    private static void Add(JsonObject schema, Attribute attribute, PropertyInfo property)
    {
        var isList = (string?)schema["type"] == "array";
        switch (attribute)
        {
            case RangeAttribute range:
                schema["minimum"] = Number(range.Minimum);
                schema["maximum"] = Number(range.Maximum);
                schema["description"] += $" From {schema["minimum"]} to {schema["maximum"]}.";
                break;
            case MultipleOfAttribute multiple:
                schema["multipleOf"] = multiple.Divisor;
                break;
            case MinSizeAttribute minimum:
                schema[isList ? "minItems" : "minLength"] = minimum.Size;
                break;
            case MaxSizeAttribute maximum:
                schema[isList ? "maxItems" : "maxLength"] = maximum.Size;
                break;
            case RegularExpressionAttribute expression:
                schema["pattern"] = Anchored(expression.Pattern, property);
                break;
            case ItemPatternAttribute items:
                schema["items"]!["pattern"] = Anchored(items.Pattern, property);
                break;
            case ListMapKeyAttribute map:
                schema["x-kubernetes-list-type"] = "map";
                schema["x-kubernetes-list-map-keys"] = new JsonArray(map.Key);
                break;
            case RequiredAttribute:
                break;
            case ValidationAttribute unknown:
                throw new NotSupportedException(
                    $"{property.DeclaringType}.{property.Name}: {unknown.GetType().Name} has no schema here.");
        }
    }

    private static JsonValue Number(object bound) => bound switch
    {
        int number => JsonValue.Create(number),
        double number when double.IsInteger(number) => JsonValue.Create(number),
        // Kubernetes 1.20 truncates the bound when the value is written as an integer: 0 passes a minimum of 0.1.
        _ => throw new NotSupportedException($"A bound must be a whole number: {Convert.ToString(bound, CultureInfo.InvariantCulture)}."),
    };

    private static string Anchored(string pattern, PropertyInfo property) =>
        // The API server searches for a match, [RegularExpression] matches the whole text: only with anchors they mean the same.
        pattern.StartsWith('^') && pattern.EndsWith('$')
            ? pattern
            : throw new NotSupportedException($"{property.DeclaringType}.{property.Name}: the pattern {pattern} lacks ^ or $.");
}
