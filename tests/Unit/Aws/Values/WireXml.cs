using System.Text.Json.Nodes;
using System.Xml.Linq;
using Onair.Tests.Unit.Aws.Models;

namespace Onair.Tests.Unit.Aws.Values;

/// <summary>restXml bodies, strictly by the model: an element that the model does not know, or knows in another namespace, is an error.</summary>
internal sealed class WireXml(TestModel model, XNamespace ns)
{
    public IEnumerable<XElement> WriteStructure(JsonObject shape, JsonObject tree) =>
        shape.Members().Where(m => shape.Place(m.Name) == "body" && tree.ContainsKey(m.Name))
            .SelectMany(m => Write(m.Reference, m.Reference.WireName(m.Name), tree[m.Name]!));

    /// <summary>The member's element, or elements when it is flattened.</summary>
    public IEnumerable<XElement> Write(JsonObject reference, string name, JsonNode tree)
    {
        var shape = model.Target(reference);
        switch (shape.Text("type"))
        {
            case "structure":
                return [new XElement(ns + name, WriteStructure(shape, tree.AsObject()))];
            case "list":
                var item = shape.Object("member");
                return IsFlattened(reference, shape)
                    ? tree.AsArray().SelectMany(i => Write(item, name, i!))
                    : [new XElement(ns + name, tree.AsArray().SelectMany(i => Write(item, item.Text("locationName") ?? "member", i!)))];
            case "map":
                var (key, value) = (shape.Object("key"), shape.Object("value"));
                IEnumerable<XElement> Entries(string entry) => tree.AsObject().Select(e => new XElement(
                    ns + entry,
                    new XElement(ns + (key.Text("locationName") ?? "key"), e.Key),
                    Write(value, value.Text("locationName") ?? "value", e.Value!)));
                return IsFlattened(reference, shape) ? Entries(name) : [new XElement(ns + name, Entries("entry"))];
            default:
                return [new XElement(ns + name, ScalarText.Write(model, reference, tree.GetValue<string>(), "body"))];
        }
    }

    public JsonObject ReadStructure(JsonObject shape, XElement element)
    {
        var tree = new JsonObject();
        foreach (var group in element.Elements().GroupBy(e => e.Name))
        {
            group.Key.Namespace.ShouldBe(ns);
            var (member, reference) = shape.Members().SingleOrDefault(m => shape.Place(m.Name) == "body" && m.Reference.WireName(m.Name) == group.Key.LocalName);
            if (reference is null) throw new InvalidOperationException($"the model has no body member {group.Key.LocalName}");
            tree[member] = Read(reference, [.. group]);
        }
        return tree;
    }

    public JsonNode? Read(JsonObject reference, IReadOnlyList<XElement> elements)
    {
        var shape = model.Target(reference);
        var flattened = IsFlattened(reference, shape);
        if (!flattened) elements.Count.ShouldBe(1);
        switch (shape.Text("type"))
        {
            case "structure":
                return ReadStructure(shape, elements[0]);
            case "list":
                var itemName = shape.Object("member").Text("locationName") ?? "member";
                if (!flattened) elements[0].Elements().ShouldAllBe(e => e.Name == ns + itemName);
                return new JsonArray([.. (flattened ? elements : elements[0].Elements()).Select(e => Read(shape.Object("member"), [e]))]);
            case "map":
                var (key, value) = (shape.Object("key"), shape.Object("value"));
                if (!flattened) elements[0].Elements().ShouldAllBe(e => e.Name == ns + "entry");
                return new JsonObject((flattened ? elements : elements[0].Elements()).Select(e => KeyValuePair.Create(
                    e.Element(ns + (key.Text("locationName") ?? "key"))!.Value,
                    Read(value, [.. e.Elements(ns + (value.Text("locationName") ?? "value"))]))));
            default:
                return ScalarText.Read(model, reference, elements[0].Value, "body");
        }
    }

    private static bool IsFlattened(JsonObject reference, JsonObject shape) => reference.Flag("flattened") || shape.Flag("flattened");
}
