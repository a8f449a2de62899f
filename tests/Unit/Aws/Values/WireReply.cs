using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Onair.Tests.Unit.Aws.Loopback;
using Onair.Tests.Unit.Aws.Models;

namespace Onair.Tests.Unit.Aws.Values;

/// <summary>Writes a tree as the response the model prescribes.</summary>
internal static class WireReply
{
    // Every response element of a restXml service is in the service's namespace.
    private static readonly XNamespace Namespace = "http://example.com/doc/";

    public static Reply Write(TestModel model, string operation, JsonObject tree)
    {
        var definition = model.Operation(operation);
        var status = definition.Object("http")["responseCode"]?.GetValue<int>() ?? 200;
        if (definition["output"] is not JsonObject output) return model.TargetPrefix is null ? new Reply(status, []) : Reply.Json(status, "{}");
        var shape = model.Target(output);
        var reply = Body(model, output.Text("shape")!, shape, tree, status);
        AddHeaders(model, shape, tree, reply);
        return reply;
    }

    public static void AddHeaders(TestModel model, JsonObject shape, JsonObject tree, Reply reply)
    {
        foreach (var (member, reference) in shape.Members().Where(m => shape.Place(m.Name) == "header" && tree.ContainsKey(m.Name)))
            reply.Headers[reference.WireName(member)] = ScalarText.Write(model, reference, tree[member]!.GetValue<string>(), "header");
    }

    /// <summary>The error response, its own members beside code and message.</summary>
    public static Reply Error(TestModel model, JsonObject shape, JsonObject tree, int status, string code, string message)
    {
        Reply reply;
        if (model.IsXml)
        {
            var own = new WireXml(model, Namespace).WriteStructure(shape, tree).Where(e => e.Name.LocalName != "Message");
            var error = new XElement(Namespace + "Error", Text("Type", "Sender"), Text("Code", code), Text("Message", message), own);
            reply = Reply.Xml(status, new XElement(Namespace + "ErrorResponse", error, Text("RequestId", "request-1")).ToString());
        }
        else
        {
            var json = WireJson.WriteStructure(model, shape, tree);
            foreach (var name in json.Select(p => p.Key).Where(k => k.Pascal() == "Message").ToList()) json.Remove(name);
            json["message"] = message;
            if (model.TargetPrefix is not null) json["__type"] = $"com.amazonaws.{model.SigningName}#{code}";
            reply = Reply.Json(status, json.ToJsonString());
            if (model.TargetPrefix is null) reply.Headers["x-amzn-ErrorType"] = string.Create(CultureInfo.InvariantCulture, $"{code}:http://internal.amazon.com/");
        }
        AddHeaders(model, shape, tree, reply);
        return reply;
    }

    private static XElement Text(string name, string value) => new(Namespace + name, value);

    private static Reply Body(TestModel model, string name, JsonObject shape, JsonObject tree, int status)
    {
        var payload = shape.Text("payload");
        var reference = payload is null ? null : shape.Object("members").Object(payload);
        if (!shape.Members().Any(m => shape.Place(m.Name) is "body" or "payload")) return new Reply(status, []);
        if (model.IsXml)
        {
            var xml = new WireXml(model, Namespace);
            var root = reference is null
                ? new XElement(Namespace + name, xml.WriteStructure(shape, tree))
                : xml.Write(reference, reference.WireName(payload!), tree[payload!]!).Single();
            return Reply.Xml(status, root.ToString(SaveOptions.DisableFormatting));
        }
        var json = reference is null ? WireJson.WriteStructure(model, shape, tree) : WireJson.Write(model, reference, tree[payload!]!);
        return Reply.Json(status, json!.ToJsonString());
    }
}
