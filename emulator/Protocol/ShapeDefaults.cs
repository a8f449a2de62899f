using System.Text.Json.Nodes;

namespace Onair.Emulator.Protocol;

/// <summary>
/// Fills members a client left out, as the service does before it describes a resource, and puts lists into the
/// service's order. The table (<c>defaults.json</c>) has an object per shape: the members to add; <c>$sort</c> maps a
/// list member to the member its items are ordered by.
/// </summary>
internal sealed class ShapeDefaults
{
    private const string SortKey = "$sort";
    private readonly WireModel _model;
    private readonly JsonObject _table;

    public ShapeDefaults(WireModel model, string folder)
    {
        _model = model;
        using var stream = typeof(ShapeDefaults).Assembly.GetManifestResourceStream($"defaults/{folder}")
            ?? throw new ArgumentException($"There are no defaults of '{folder}'.", nameof(folder));
        _table = (JsonObject)JsonNode.Parse(stream)!;
    }

    /// <summary>A copy of the document with defaults filled in.</summary>
    public JsonObject Fill(JsonObject document, string shape)
    {
        var copy = (JsonObject)document.DeepClone();
        Fill(copy, _model.Shape(shape));
        return copy;
    }

    private void Fill(JsonNode node, Shape shape)
    {
        switch (node)
        {
            case JsonObject structure when shape.Type == "structure":
                AddMissing(structure, shape);
                foreach (var member in shape.Members.Where(m => structure[m.WireName] is not null))
                    Fill(structure[member.WireName]!, _model.Shape(member.Shape));
                break;
            case JsonArray list:
                foreach (var item in list.OfType<JsonNode>()) Fill(item, _model.Shape(shape.Element!.Shape));
                break;
        }
    }

    private void AddMissing(JsonObject structure, Shape shape)
    {
        if (_table[shape.Name] is not JsonObject defaults) return;
        foreach (var (name, value) in defaults.Where(d => d.Key != SortKey && structure[d.Key] is null))
            structure[name] = value!.DeepClone();
        if (defaults[SortKey] is not JsonObject orders) return;
        foreach (var (name, key) in orders.Where(o => structure[o.Key] is JsonArray))
        {
            var sorted = structure[name]!.AsArray().OfType<JsonNode>()
                .OrderBy(i => (string?)i[(string)key!], StringComparer.Ordinal)
                .Select(i => i.DeepClone());
            structure[name] = new JsonArray([.. sorted]);
        }
    }
}
