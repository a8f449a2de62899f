using System.Text.Json.Nodes;
using Onair.Tests.Manifests.Values;

namespace Onair.Tests.Manifests.Mutations;

/// <summary>A way to break a schema at one place.</summary>
/// <param name="Node">The place; for a field that is missing or unknown the field itself.</param>
/// <param name="Kind">The way.</param>
public sealed record Fault(SchemaNode Node, MutationKind Kind)
{
    /// <summary>The name of the field that no schema knows.</summary>
    public const string UnknownField = "notInTheSchema";

    /// <summary>All ways to break a schema in exactly one way.</summary>
    public static IEnumerable<Fault> All(Crd crd) => SchemaNode.All(crd).SelectMany(node => Kinds(node).Select(kind => new Fault(node, kind)));

    /// <summary>A wrong value for what is there; null for a fault that is none of a value.</summary>
    internal JsonNode? Wrong(Random random) => Kind switch
    {
        MutationKind.WrongType => OtherType(random),
        MutationKind.BelowMinimum => JsonValue.Create((long)Node.Schema["minimum"]! - Numbers.Step(Node.Schema)),
        MutationKind.AboveMaximum => JsonValue.Create((long)Node.Schema["maximum"]! + Numbers.Step(Node.Schema)),
        MutationKind.NotAMultiple => JsonValue.Create((long)Node.Schema["minimum"]! + (Numbers.Step(Node.Schema) * random.Next(10)) + 1),
        MutationKind.NotInEnum => JsonValue.Create("Bogus"),
        MutationKind.PatternMismatch => JsonValue.Create(Strings.Mismatch(Node.Schema, random)),
        MutationKind.NotATime => JsonValue.Create(random.Next(3) switch { 0 => "tomorrow", 1 => "2027-02-30T09:00:00Z", _ => "2027-05-04 09:00" }),
        MutationKind.TooShort => JsonValue.Create(Strings.OfLength(Node.Schema, (int)Node.Schema["minLength"]! - 1, random)),
        MutationKind.TooLong => JsonValue.Create(Strings.OfLength(Node.Schema, (int)Node.Schema["maxLength"]! + 1, random)),
        _ => null,
    };

    private static IEnumerable<MutationKind> Kinds(SchemaNode node)
    {
        var schema = node.Schema;
        if (schema.ContainsKey("type")) yield return MutationKind.WrongType;
        if (schema.ContainsKey("minimum")) yield return MutationKind.BelowMinimum;
        if (schema.ContainsKey("maximum")) yield return MutationKind.AboveMaximum;
        if (schema.ContainsKey("multipleOf")) yield return MutationKind.NotAMultiple;
        if (schema.ContainsKey("enum")) yield return MutationKind.NotInEnum;
        if (schema.ContainsKey("pattern")) yield return MutationKind.PatternMismatch;
        if (schema.ContainsKey("format") && (string?)schema["type"] == "string") yield return MutationKind.NotATime;
        if (schema["minLength"] is { } shortest && CanHave(schema, (int)shortest - 1)) yield return MutationKind.TooShort;
        if (schema["maxLength"] is { } longest && CanHave(schema, (int)longest + 1)) yield return MutationKind.TooLong;
        if ((int?)(schema["minItems"] ?? schema["minProperties"]) > 0) yield return MutationKind.TooFew;
        if (schema.ContainsKey("maxItems") || schema.ContainsKey("maxProperties")) yield return MutationKind.TooMany;
        if (node.IsRequired) yield return MutationKind.MissingRequired;
        if (schema.ContainsKey("properties")) yield return MutationKind.UnknownField;
    }

    // A length that no match of the pattern has would break two rules at once.
    private static bool CanHave(JsonObject schema, int length) => Strings.OfLength(schema, length, new Random(0)) is not null;

    private JsonValue OtherType(Random random) => (string)Node.Schema["type"]! switch
    {
        "string" => random.Next(2) == 0 ? JsonValue.Create(7) : JsonValue.Create(true),
        "integer" => random.Next(2) == 0 ? JsonValue.Create("7") : JsonValue.Create(1.5),
        "number" => JsonValue.Create("7"),
        "boolean" => random.Next(2) == 0 ? JsonValue.Create("true") : JsonValue.Create(1),
        _ => random.Next(2) == 0 ? JsonValue.Create("text") : JsonValue.Create(7),
    };
}
