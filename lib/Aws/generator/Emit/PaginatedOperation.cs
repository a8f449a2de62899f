using Onair.Aws.Generator.Model;
using Onair.Aws.ServiceModels;
using static Onair.Aws.Generator.Emit.Naming;

namespace Onair.Aws.Generator.Emit;

/// <summary>The facts of a pagination file, checked against the model and turned into C# member accesses.</summary>
internal sealed record PaginatedOperation(
    string Operation, string InputToken, string OutputToken, string? MoreResults, string Result, string ResultName, string ItemType)
{
    public static PaginatedOperation Of(ServiceContext service, string operation, PaginationModel pagination)
    {
        var model = service.Model.Operation(operation);
        var input = new Resolver(service, operation, model.Input?.Shape);
        var output = new Resolver(service, operation, model.Output?.Shape);
        input.Resolve("input_token", pagination.InputToken, "string");
        if (pagination.LimitKey is { } limit) input.Resolve("limit_key", limit, "integer", "string");
        output.Resolve("output_token", pagination.OutputToken, "string");
        if (pagination.MoreResults is { } more) output.Resolve("more_results", more, "boolean");
        var list = service.Types.Map(output.Resolve("result_key", pagination.ResultKey, "list")).Type;
        return new(
            operation,
            Path(pagination.InputToken),
            Access(pagination.OutputToken),
            pagination.MoreResults is null ? null : Access(pagination.MoreResults),
            Access(pagination.ResultKey),
            Pascal(pagination.ResultKey.Split('.')[^1]),
            list["List<".Length..^1]);
    }

    private static string Path(string path) => string.Join('.', path.Split('.').Select(Pascal));

    // Structures on the way may be absent from a response.
    private static string Access(string path) => string.Join("?.", path.Split('.').Select(Pascal));

    private sealed record Resolver(ServiceContext Service, string Operation, string? Root)
    {
        public ShapeReference Resolve(string fact, string path, params string[] types)
        {
            ShapeReference? reference = Root is null ? null : new(Root);
            foreach (var name in path.Split('.'))
                reference = reference is null ? null : Service.Model.Shape(reference.Shape).Members.GetValueOrDefault(name);
            if (reference is null) throw new InvalidModelException($"paginators of {Service.Name}.{Operation}: {fact} {path} is no member of the model.");
            var type = Service.Model.Shape(reference.Shape).Type;
            if (!types.Contains(type)) throw new InvalidModelException($"paginators of {Service.Name}.{Operation}: {fact} {path} is a {type}, must be {string.Join(" or ", types)}.");
            return reference;
        }
    }
}
