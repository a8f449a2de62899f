using static Onair.Aws.Generator.Emit.Naming;

namespace Onair.Aws.Generator.Emit;

/// <summary>One exception class a declared error, below the service's own <c>Amazon…Exception</c>.</summary>
internal static class ErrorEmitter
{
    public const string Parameters = "string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode";
    public const string Arguments = "message, innerException, errorType, errorCode, requestId, statusCode";

    public static string Emit(ServiceContext service)
    {
        var code = new CodeWriter(service.ModelNamespace, "System.Net", "Amazon.Runtime", "Onair.Aws.Wire");
        foreach (var (name, shapeName) in service.Graph.Errors)
        {
            var shape = service.Model.Shape(shapeName);
            code.Block($"public partial class {name}({Parameters}) : {service.Exception}({Arguments})", () =>
            {
                MessageConstructor(code, name);
                foreach (var (member, reference) in shape.Members.Where(m => IsOwn(m.Key)))
                    code.Line($"public {service.Types.Map(reference).Type} {Pascal(member)} {{ get; set; }}");
                if (shape.Retryable is { } retryable)
                    code.Line($"public override RetryableDetails Retryable => new({(retryable.Throttling ? "true" : "false")});");
                code.Line($"internal static Shape<{name}> WireShape => field ??= new Shape<{name}>(null){StructureEmitter.Members(service, shape, name, IsOwn)};");
            });
        }
        return code.ToString();
    }

    public static void MessageConstructor(CodeWriter code, string name) =>
        code.Line($"public {name}(string message) : this(message, null, ErrorType.Unknown, null, null, default) {{ }}");

    // Exception has Message already, AmazonServiceException RequestId.
    private static bool IsOwn(string member) => Pascal(member) is not ("Message" or "RequestId");
}
