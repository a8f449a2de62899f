namespace Onair.Aws.Generator.Emit;

/// <summary><c>client.Paginators.ListChannels(request)</c> with <c>Responses</c> and the result items, on AWSSDK.Core's paginator types.</summary>
internal static class PaginatorEmitter
{
    public static string Emit(ServiceContext service)
    {
        var code = new CodeWriter(service.ModelNamespace, "System.Runtime.CompilerServices", "Amazon.Runtime");
        var factory = $"{service.Name}PaginatorFactory";
        code.Block($"public interface I{factory}", () =>
        {
            foreach (var (operation, _) in service.Paged) code.Line($"I{operation}Paginator {operation}({operation}Request request);");
        });
        code.Block($"internal sealed class {factory}(IAmazon{service.Name} client) : I{factory}", () =>
        {
            foreach (var (operation, _) in service.Paged)
                code.Line($"public I{operation}Paginator {operation}({operation}Request request) => new {operation}Paginator(client, request);");
        });
        foreach (var (operation, pagination) in service.Paged) Paginator(code, service, PaginatedOperation.Of(service, operation, pagination));
        return code.ToString();
    }

    private static void Paginator(CodeWriter code, ServiceContext service, PaginatedOperation paged)
    {
        var (operation, response) = (paged.Operation, $"{paged.Operation}Response");
        code.Block($"public interface I{operation}Paginator", () =>
        {
            code.Line($"IPaginatedEnumerable<{response}> Responses {{ get; }}");
            code.Line($"IPaginatedEnumerable<{paged.ItemType}> {paged.ResultName} {{ get; }}");
        });
        code.Block($"internal sealed class {operation}Paginator(IAmazon{service.Name} client, {operation}Request request) : IPaginator<{response}>, I{operation}Paginator", () =>
        {
            code.Line("private int _started;");
            code.Line($"public IPaginatedEnumerable<{response}> Responses => new PaginatedResponse<{response}>(this);");
            code.Line($"public IPaginatedEnumerable<{paged.ItemType}> {paged.ResultName} =>");
            code.Line($"    new PaginatedResultKeyResponse<{response}, {paged.ItemType}>(this, r => r.{paged.Result} ?? []);");
            code.Block($"async IAsyncEnumerable<{response}> IPaginator<{response}>.PaginateAsync([EnumeratorCancellation] CancellationToken cancellationToken)", () => Pages(code, paged));
        });
    }

    private static void Pages(CodeWriter code, PaginatedOperation paged)
    {
        // The request carries the position, so a second enumeration would start in the middle: AWS's paginators reject it too.
        code.Line("if (Interlocked.Exchange(ref _started, 1) != 0) throw new InvalidOperationException(\"A paginator is enumerated once; ask the factory for another.\");");
        code.Line("PaginatorUtils.SetUserAgentAdditionOnRequest(request);");
        code.Line("bool more;");
        code.Line("do");
        code.Line("{");
        code.Line($"    var response = await client.{paged.Operation}Async(request, cancellationToken).ConfigureAwait(false);");
        code.Line("    yield return response;");
        code.Line($"    var token = response.{paged.OutputToken};");
        // A token that does not change would page forever.
        code.Line($"    more = !string.IsNullOrEmpty(token) && token != request.{paged.InputToken}{(paged.MoreResults is null ? "" : $" && response.{paged.MoreResults} == true")};");
        code.Line($"    request.{paged.InputToken} = token;");
        code.Line("}");
        code.Line("while (more);");
    }
}
