using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Onair.Primitives;

namespace Onair.Emulator.Protocol;

/// <summary>Checks a document against a shape: unknown members, types, required, enum, pattern, lengths and ranges.</summary>
internal sealed class InputValidator(WireModel model)
{
    private const string Hidden = "***";
    private const int LongestValue = 101;

    /// <summary>Everything that is wrong with the document; empty when it fits.</summary>
    public IReadOnlyList<Violation> Validate(JsonNode document, Shape shape)
    {
        var violations = new List<Violation>();
        Check(document, shape, "", violations);
        return violations;
    }

    private static void CheckNumber(JsonNode node, Shape shape, string path, List<Violation> violations)
    {
        var integral = shape.Type is "integer" or "long";
        if (node.GetValueKind() != JsonValueKind.Number || (integral && !long.TryParse(node.ToJsonString(), CultureInfo.InvariantCulture, out _)))
        {
            violations.Add(WrongType(node, shape, path));
            return;
        }

        var value = double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture);
        if (value < shape.Min) violations.Add(new(path, $"value {node} must be greater than or equal to {shape.Min}"));
        if (value > shape.Max) violations.Add(new(path, $"value {node} must be less than or equal to {shape.Max}"));
    }

    private static void CheckString(JsonNode node, Shape shape, string path, List<Violation> violations)
    {
        if (node.GetValueKind() != JsonValueKind.String)
        {
            violations.Add(WrongType(node, shape, path));
            return;
        }

        var value = node.GetValue<string>();
        var shown = shape.IsSensitive ? Hidden : value;
        if (shape.Enum.Count > 0 && !shape.Enum.Contains(value))
            violations.Add(new(path, $"value '{shown}' must satisfy enum value set: [{string.Join(", ", shape.Enum)}]"));
        if (shape.Pattern?.IsMatch(value) == false)
            violations.Add(new(path, $"value '{shown}' must satisfy regular expression pattern: {shape.Pattern}"));
        CheckCount(value.Length, "length", shape, path, violations);
    }

    private static void CheckCount(int count, string what, Shape shape, string path, List<Violation> violations)
    {
        if (count < shape.Min) violations.Add(new(path, $"{what} {count} must be greater than or equal to {shape.Min}"));
        if (count > shape.Max) violations.Add(new(path, $"{what} {count} must be less than or equal to {shape.Max}"));
    }

    private static Violation WrongType(JsonNode node, Shape shape, string path)
    {
        var text = shape.IsSensitive ? Hidden : node.ToJsonString();
        return new(path, $"value {Ellipsis.Cut(text, LongestValue)} must be of type {shape.Type}");
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private void Check(JsonNode node, Shape shape, string path, List<Violation> violations)
    {
        switch (shape.Type)
        {
            case "structure" when node is JsonObject structure:
                CheckStructure(structure, shape, path, violations);
                break;
            case "map" when node is JsonObject map:
                foreach (var (key, value) in map.Where(m => m.Value is not null))
                    Check(value!, model.Shape(shape.Element!.Shape), $"{path}['{key}']", violations);
                break;
            case "list" when node is JsonArray list:
                CheckCount(list.Count, "count", shape, path, violations);
                for (var i = 0; i < list.Count; i++)
                {
                    if (list[i] is { } item) Check(item, model.Shape(shape.Element!.Shape), $"{path}[{i}]", violations);
                    else violations.Add(new($"{path}[{i}]", "must not be null"));
                }

                break;
            case "structure" or "map" or "list":
                violations.Add(WrongType(node, shape, path));
                break;
            case "integer" or "long" or "double" or "float":
                CheckNumber(node, shape, path, violations);
                break;
            case "boolean":
                if (node.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False))
                    violations.Add(WrongType(node, shape, path));
                break;
            case "string" or "blob":
                CheckString(node, shape, path, violations);
                break;
            case "timestamp":
                if (node.GetValueKind() is not (JsonValueKind.String or JsonValueKind.Number))
                    violations.Add(WrongType(node, shape, path));
                break;
        }
    }

    private void CheckStructure(JsonObject structure, Shape shape, string path, List<Violation> violations)
    {
        foreach (var required in shape.Required.Where(r => structure[r] is null))
            violations.Add(new(Join(path, required), "is required"));
        foreach (var (name, value) in structure)
        {
            if (shape.MemberNamed(name) is not { } member) violations.Add(new(Join(path, name), "is not a member of " + shape.Name));
            else if (value is not null) Check(value, model.Shape(member.Shape), Join(path, name), violations);
        }
    }
}
