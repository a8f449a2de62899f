using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Onair.Tests.Unit.Aws.Loopback;
using Onair.Tests.Unit.Aws.Models;

namespace Onair.Tests.Unit.Aws.Values;

/// <summary>Reads a received request back into a tree, by the model.</summary>
internal static partial class WireRequest
{
    public static JsonObject Read(TestModel model, string operation, ReceivedRequest request)
    {
        var definition = model.Operation(operation);
        request.Method.ShouldBe(definition.Object("http").Text("method"));
        CheckTarget(model, operation, request);
        var uri = definition.Object("http").Text("requestUri")!.Split('?', 2);
        var tree = new JsonObject();
        var shape = definition["input"] is JsonObject input ? model.Target(input) : [];
        var match = Regex.Match(request.RawPath, Pattern(uri[0]));
        match.Success.ShouldBeTrue($"{request.RawPath} is not {uri[0]}");
        var query = request.Query.ToLookup(q => q.Name, q => q.Value);
        foreach (var (member, reference) in shape.Members())
        {
            var name = reference.WireName(member);
            JsonNode? value = shape.Place(member) switch
            {
                "uri" => Scalar(model, reference, "uri", Uri.UnescapeDataString(match.Groups[name.Replace('-', '_')].Value)),
                "querystring" when query[name].Any() => Query(model, reference, [.. query[name]]),
                "header" when request.Headers.TryGetValue(name, out var text) => Scalar(model, reference, "header", text),
                _ => null,
            };
            if (value is not null) tree[member] = value;
        }
        CheckQueryNames(shape, uri, query);
        foreach (var (name, value) in ReadBody(model, definition, shape, request.Body)) tree[name] = value?.DeepClone();
        return tree;
    }

    private static void CheckTarget(TestModel model, string operation, ReceivedRequest request)
    {
        request.Headers.GetValueOrDefault("X-Amz-Target").ShouldBe(model.TargetPrefix is { } prefix ? $"{prefix}.{operation}" : null);
        if (model.TargetPrefix is not null) request.Headers["Content-Type"].ShouldBe($"application/x-amz-json-{model.Metadata.Text("jsonVersion")}");
    }

    // A group's name has no hyphens: resource-arn is resource_arn.
    private static string Pattern(string template) =>
        $"^{Labels().Replace(template, label => $"(?<{label.Groups[1].Value.Replace('-', '_')}>[^/]+)")}$";

    private static string Scalar(TestModel model, JsonObject reference, string place, string text) => ScalarText.Read(model, reference, text, place);

    private static JsonNode Query(TestModel model, JsonObject reference, string[] values)
    {
        var shape = model.Target(reference);
        if (shape.Text("type") == "list")
            return new JsonArray([.. values.Select(v => (JsonNode)Scalar(model, shape.Object("member"), "querystring", v))]);
        return Scalar(model, reference, "querystring", values.ShouldHaveSingleItem());
    }

    private static void CheckQueryNames(JsonObject shape, string[] uri, ILookup<string, string> query)
    {
        var literal = uri.Skip(1).SelectMany(q => q.Split('&')).Select(p => p.Split('=', 2)).ToList();
        foreach (var pair in literal) query[pair[0]].ShouldBe([pair.Length == 2 ? pair[1] : ""]);
        var known = shape.Members().Where(m => shape.Place(m.Name) == "querystring").Select(m => m.Reference.WireName(m.Name));
        query.Select(q => q.Key).Except(known).ShouldBe(literal.Select(l => l[0]), ignoreOrder: true);
    }

    private static JsonObject ReadBody(TestModel model, JsonObject definition, JsonObject shape, byte[] body)
    {
        var payload = shape.Text("payload");
        var hasBody = payload is not null || model.TargetPrefix is not null || shape.Members().Any(m => shape.Place(m.Name) == "body");
        if (!hasBody)
        {
            body.ShouldBeEmpty();
            return [];
        }
        var text = Encoding.UTF8.GetString(body);
        var reference = payload is null ? null : shape.Object("members").Object(payload);
        if (!model.IsXml)
        {
            var json = JsonNode.Parse(text)!;
            return reference is null
                ? WireJson.ReadStructure(model, shape, json.AsObject())
                : new JsonObject { [payload!] = WireJson.Read(model, reference, json) };
        }
        var root = XDocument.Parse(text).Root!;
        var root0 = reference ?? definition.Object("input");
        root.Name.LocalName.ShouldBe(root0.Text("locationName") ?? payload);
        root.Name.NamespaceName.ShouldBe(root0.Object("xmlNamespace").Text("uri"));
        var xml = new WireXml(model, root.Name.Namespace);
        return reference is null ? xml.ReadStructure(shape, root) : new JsonObject { [payload!] = xml.Read(reference, [root]) };
    }

    [GeneratedRegex(@"\{([^}+]+)\+?\}")]
    private static partial Regex Labels();
}
