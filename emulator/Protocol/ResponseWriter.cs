using System.Net.Mime;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Onair.Emulator.Protocol;

/// <summary>Writes an operation's output or error in the service's protocol.</summary>
internal sealed class ResponseWriter(WireModel model)
{
    private readonly XmlDocuments _xml = new(model);

    public async Task WriteAsync(HttpResponse response, Operation operation, JsonObject output, CancellationToken cancellationToken)
    {
        response.StatusCode = operation.Status;
        if (model.TargetPrefix is not null)
        {
            // A body is written even for an operation without output.
            response.ContentType = model.ContentType;
            await response.WriteAsync(output.ToJsonString(), cancellationToken);
            return;
        }

        if (operation.Output is not { } shape || operation.Status == StatusCodes.Status204NoContent) return;
        foreach (var header in shape.Members.Where(m => m.Location == MemberLocation.Header && output[m.WireName] is not null))
            response.Headers[header.WireName] = output[header.WireName]!.GetValue<string>();
        if (!model.IsXml)
        {
            response.ContentType = model.ContentType;
            await response.WriteAsync(output.ToJsonString(), cancellationToken);
        }
        else if (shape.Payload is { } payload && output[payload] is { } document)
        {
            var root = _xml.Write(XNamespace.Get(model.Namespace) + payload, document, model.Shape(shape.MemberNamed(payload)!.Shape));
            await WriteXmlAsync(response, root, cancellationToken);
        }
    }

    public async Task WriteErrorAsync(HttpResponse response, OperationException error, string requestId, CancellationToken cancellationToken)
    {
        response.StatusCode = model.ErrorStatus(error.Code) ?? error.Status;
        if (model.IsXml)
        {
            XNamespace ns = model.Namespace;
            var type = response.StatusCode < 500 ? "Sender" : "Receiver";
            await WriteXmlAsync(
                response,
                new XElement(
                    ns + "ErrorResponse",
                    new XElement(ns + "Error", new XElement(ns + "Type", type), new XElement(ns + "Code", error.Code), new XElement(ns + "Message", error.Message)),
                    new XElement(ns + "RequestId", requestId)),
                cancellationToken);
            return;
        }

        response.ContentType = model.ContentType;
        response.Headers["x-amzn-ErrorType"] = error.Code;
        var body = (JsonObject?)error.Details?.DeepClone() ?? [];
        if (model.TargetPrefix is not null) body["__type"] = error.Code;
        body["message"] = error.Message;
        // IVS's name for it.
        if (model.ErrorMember(error.Code, "exceptionMessage") is { } member) body[member] = error.Message;
        await response.WriteAsync(body.ToJsonString(), cancellationToken);
    }

    private static async Task WriteXmlAsync(HttpResponse response, XElement root, CancellationToken cancellationToken)
    {
        response.ContentType = MediaTypeNames.Text.Xml;
        await response.WriteAsync("<?xml version=\"1.0\"?>\n" + root.ToString(SaveOptions.DisableFormatting), cancellationToken);
    }
}
