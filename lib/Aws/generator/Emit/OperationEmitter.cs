using Onair.Aws.ServiceModels;
using static Onair.Aws.Generator.Emit.Naming;

namespace Onair.Aws.Generator.Emit;

/// <summary>The table of operations: HTTP binding, request and response forms, errors by code.</summary>
internal static class OperationEmitter
{
    public static string Emit(ServiceContext service)
    {
        var code = new CodeWriter(service.ModelNamespace, "Onair.Aws.Operations");
        code.Block("internal static class Operations", () =>
        {
            var (metadata, model) = (service.Model.Metadata, service.Model);
            code.Line($"private static readonly ServiceDescription Service = new({Literal(service.Namespace)}, {Literal(metadata.ApiVersion)}, {Protocol(service)},");
            code.Line($"    {New(service.Exception)},");
            code.Line("    [");
            foreach (var (name, shape) in service.Graph.Errors)
                code.Line($"        ErrorDescription.Of({Literal(model.Shape(shape).Error?.Code ?? shape)}, {New(name)}, () => {name}.WireShape),");
            code.Line("    ]);");
            foreach (var name in service.Operations) Operation(code, name, model.Operation(name), model.IsXml);
        });
        return code.ToString();
    }

    private static void Operation(CodeWriter code, string name, OperationModel operation, bool isXml)
    {
        var root = isXml && operation.Input?.LocationName is { } element ? $", {Literal(element)}" : "";
        code.Line("");
        code.Line($"internal static readonly Operation<{name}Request, {name}Response> {name} =");
        code.Line($"    new(Service, {Literal(name)}, {Literal(operation.Http.Method)}, {Literal(operation.Http.RequestUri)}, {name}Request.WireShape, {name}Response.WireShape{root});");
    }

    private static string Protocol(ServiceContext service)
    {
        var metadata = service.Model.Metadata;
        if (service.Model.IsXml) return $"Protocol.RestXml({Literal(XmlNamespace(service))})";
        return service.Model.IsRpc ? $"Protocol.Json({Literal(metadata.TargetPrefix!)}, {Literal(metadata.JsonVersion!)})" : "Protocol.RestJson";
    }

    private static string New(string type) =>
        $"(message, inner, type, code, requestId, status) => new {type}(message, inner, type, code, requestId, status)";

    // restXml puts the namespace on the operation's input or on its payload member; it is the same all over a service.
    private static string XmlNamespace(ServiceContext service)
    {
        var inputs = service.Operations.Select(o => service.Model.Operation(o).Input).OfType<ShapeReference>().ToList();
        var payloads = inputs.Select(i => service.Model.Shape(i.Shape)).Where(s => s.Payload is not null).Select(s => s.Members[s.Payload!]);
        var uris = inputs.Concat(payloads).Select(r => r.XmlNamespace?.Uri).OfType<string>().Distinct().ToList();
        return uris is [var uri] ? uri : throw new InvalidModelException($"service {service.Name}: {uris.Count} XML namespaces, must be 1.");
    }
}
