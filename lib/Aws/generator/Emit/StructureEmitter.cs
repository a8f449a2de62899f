using Onair.Aws.ServiceModels;
using static Onair.Aws.Generator.Emit.Naming;

namespace Onair.Aws.Generator.Emit;

/// <summary>Requests, responses and the structures in them, each with the description of its wire form.</summary>
internal static class StructureEmitter
{
    public static string Emit(ServiceContext service)
    {
        var code = new CodeWriter(service.ModelNamespace, "Amazon.Runtime", "Onair.Aws.Wire");
        foreach (var (name, shape) in service.Graph.Requests) Class(code, service, name, shape, $"Amazon{service.Name}Request");
        foreach (var (name, shape) in service.Graph.Responses) Class(code, service, name, shape, "AmazonWebServiceResponse");
        foreach (var (name, shape) in service.Graph.Structures) Class(code, service, name, shape, baseType: null);
        return code.ToString();
    }

    /// <summary>The chained calls that declare the members of a structure's wire form.</summary>
    public static string Members(ServiceContext service, ShapeModel shape, string owner, Func<string, bool> include) =>
        string.Concat(shape.Members.Where(m => include(m.Key)).Select(m =>
        {
            var (name, reference) = m;
            var property = Pascal(name);
            var location = Location(shape, name, reference);
            var token = reference.IdempotencyToken || service.Model.Shape(reference.Shape).IdempotencyToken ? ", isToken: true" : "";
            var accessors = $"x => x.{property}, (x, v) => x.{property} = v";
            return $"\n        .Add({Literal(property)}, {Literal(reference.LocationName ?? name)}, {service.Types.Map(reference).Codec}, {accessors}{location}{token})";
        }));

    private static void Class(CodeWriter code, ServiceContext service, string name, string? shapeName, string? baseType)
    {
        var shape = shapeName is null ? new ShapeModel("structure") : service.Model.Shape(shapeName);
        code.Block($"public partial class {name}{(baseType is null ? "" : $" : {baseType}")}", () =>
        {
            foreach (var (member, reference) in shape.Members)
                code.Line($"public {service.Types.Map(reference).Type} {Pascal(member)} {{ get; set; }}");
            code.Line($"internal static Shape<{name}> WireShape => field ??= new Shape<{name}>(() => new()){Members(service, shape, name, _ => true)};");
        });
    }

    private static string Location(ShapeModel shape, string name, ShapeReference reference) => (name == shape.Payload ? "payload" : reference.Location) switch
    {
        null => "",
        "payload" => ", MemberLocation.Payload",
        "uri" => ", MemberLocation.Uri",
        "querystring" => ", MemberLocation.Query",
        "header" => ", MemberLocation.Header",
        "statusCode" => ", MemberLocation.StatusCode",
        var location => throw new InvalidModelException($"member {name}: location {location} must be uri, querystring, header or statusCode."),
    };
}
