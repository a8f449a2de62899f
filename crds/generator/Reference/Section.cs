using System.Text.Json.Nodes;

namespace Onair.CrdGenerator.Reference;

/// <summary>One object of a resource, with its own table.</summary>
/// <param name="Path">Its path, e.g. <c>spec.encoder.renditions[]</c>; also the heading.</param>
/// <param name="Type">The type that it is generated from.</param>
/// <param name="Schema">Its schema.</param>
internal sealed record Section(string Path, Type Type, JsonObject Schema)
{
    public IEnumerable<Field> Fields =>
        from property in Members.Of(Type)
        let name = Members.Name(property)
        select new Field(
            $"{Path}.{name}", name, property, (JsonObject)Schema["properties"]![name]!,
            (Schema["required"] as JsonArray ?? []).Any(required => (string?)required == name));

    /// <summary>The object and all nested objects, in the order of declaration.</summary>
    public IEnumerable<Section> WithNested() =>
        Fields.Select(field => field.Nested).OfType<Section>().SelectMany(nested => nested.WithNested()).Prepend(this);
}
