using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Onair.Tests.Unit.Aws.Models;

namespace Onair.Tests.Unit.Aws.Values;

/// <summary>restJson1 bodies, strictly by the model: an unknown member or a value of another JSON type is an error.</summary>
internal static class WireJson
{
    public static JsonObject WriteStructure(TestModel model, JsonObject shape, JsonObject tree)
    {
        var json = new JsonObject();
        foreach (var (member, reference) in shape.Members().Where(m => shape.Place(m.Name) == "body" && tree.ContainsKey(m.Name)))
            json[reference.WireName(member)] = Write(model, reference, tree[member]!);
        return json;
    }

    public static JsonObject ReadStructure(TestModel model, JsonObject shape, JsonObject json)
    {
        var tree = new JsonObject();
        foreach (var (name, value) in json)
        {
            var (member, reference) = shape.Members().SingleOrDefault(m => shape.Place(m.Name) == "body" && m.Reference.WireName(m.Name) == name);
            if (reference is null) throw new InvalidOperationException($"the model has no body member {name}");
            tree[member] = Read(model, reference, value!);
        }
        return tree;
    }

    public static JsonNode? Write(TestModel model, JsonObject reference, JsonNode tree)
    {
        var shape = model.Target(reference);
        return shape.Text("type") switch
        {
            "structure" => WriteStructure(model, shape, tree.AsObject()),
            "list" => new JsonArray([.. tree.AsArray().Select(i => Write(model, shape.Object("member"), i!))]),
            "map" => new JsonObject(tree.AsObject().Select(e => KeyValuePair.Create(e.Key, Write(model, shape.Object("value"), e.Value!)))),
            "string" or "blob" => tree.DeepClone(),
            "timestamp" when ScalarText.Format(model, reference, "body") != "unixTimestamp" => ScalarText.Write(model, reference, tree.GetValue<string>(), "body"),
            // Numbers, booleans and Unix times are their texts without quotes.
            _ => JsonNode.Parse(ScalarText.Write(model, reference, tree.GetValue<string>(), "body")),
        };
    }

    public static JsonNode? Read(TestModel model, JsonObject reference, JsonNode json)
    {
        var shape = model.Target(reference);
        switch (shape.Text("type"))
        {
            case "structure":
                return ReadStructure(model, shape, json.AsObject());
            case "list":
                return new JsonArray([.. json.AsArray().Select(i => Read(model, shape.Object("member"), i!))]);
            case "map":
                return new JsonObject(json.AsObject().Select(e => KeyValuePair.Create(e.Key, Read(model, shape.Object("value"), e.Value!))));
            case "string" or "blob":
                json.GetValueKind().ShouldBe(JsonValueKind.String);
                return json.GetValue<string>();
            case "boolean":
                json.GetValueKind().ShouldBeOneOf(JsonValueKind.True, JsonValueKind.False);
                return json.ToJsonString();
            case "timestamp":
                var unix = ScalarText.Format(model, reference, "body") == "unixTimestamp";
                json.GetValueKind().ShouldBe(unix ? JsonValueKind.Number : JsonValueKind.String);
                return ScalarText.Read(model, reference, unix ? json.GetValue<decimal>().ToString("0.###", CultureInfo.InvariantCulture) : json.GetValue<string>(), "body");
            default:
                json.GetValueKind().ShouldBe(JsonValueKind.Number);
                return json.ToJsonString();
        }
    }
}
