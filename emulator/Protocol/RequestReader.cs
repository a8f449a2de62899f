using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;

namespace Onair.Emulator.Protocol;

/// <summary>Collects an operation's input from path, query, headers and body into one document with wire names.</summary>
internal sealed class RequestReader(WireModel model)
{
    private readonly XmlDocuments _xml = new(model);

    /// <exception cref="OperationException">The body is not a JSON object or not XML.</exception>
    public async Task<JsonObject> ReadAsync(
        HttpRequest request, Operation operation, Dictionary<string, string> variables, CancellationToken cancellationToken)
    {
        if (operation.Input is not { } shape) return [];
        var input = await ReadBodyAsync(request, operation, shape, cancellationToken);
        foreach (var member in shape.Members)
        {
            var value = member.Location switch
            {
                MemberLocation.Uri when variables.TryGetValue(member.WireName, out var text) => XmlDocuments.Scalar(text, model.Shape(member.Shape)),
                MemberLocation.QueryString when request.Query.TryGetValue(member.WireName, out var values) => Query(values, model.Shape(member.Shape)),
                MemberLocation.Header when request.Headers.TryGetValue(member.WireName, out var values) => values.ToString(),
                _ => null,
            };
            if (value is not null) input[member.WireName] = value;
        }

        return input;
    }

    private async Task<JsonObject> ReadBodyAsync(
        HttpRequest request, Operation operation, Shape shape, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync(cancellationToken);
        if (text.Length == 0) return [];
        try
        {
            if (!model.IsXml)
                return JsonNode.Parse(text) as JsonObject ?? throw Malformed(operation, "the body must be a JSON object");
            if (shape.Payload is not { } payload) return [];
            var root = XDocument.Parse(text).Root!;
            return new JsonObject { [payload] = _xml.Read(root, model.Shape(shape.MemberNamed(payload)!.Shape)) };
        }
        catch (Exception e) when (e is JsonException or XmlException)
        {
            throw Malformed(operation, e.Message);
        }
    }

    private JsonNode Query(Microsoft.Extensions.Primitives.StringValues values, Shape shape) =>
        shape.Type == "list"
            ? new JsonArray([.. values.Select(v => XmlDocuments.Scalar(v ?? "", model.Shape(shape.Element!.Shape)))])
            : XmlDocuments.Scalar(values.ToString(), shape);

    private OperationException Malformed(Operation operation, string message) =>
        model.IsXml ? new OperationException("MalformedXML", message) : Violation.ToException(operation, [new("body", message)]);
}
