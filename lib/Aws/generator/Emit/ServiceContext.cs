using Onair.Aws.Generator.Model;
using Onair.Aws.ServiceModels;

namespace Onair.Aws.Generator.Emit;

/// <summary>What every emitter needs to know about one service.</summary>
internal sealed record ServiceContext(ServiceModel Model, ServiceSelection Selection, Dictionary<string, PaginationModel> Pagination)
{
    public string Name => Selection.Namespace;

    public IReadOnlyList<string> Operations => Selection.Operations;

    public string Namespace => $"Amazon.{Name}";

    public string ModelNamespace => $"{Namespace}.Model";

    public string Client => $"Amazon{Name}Client";

    public string Config => $"Amazon{Name}Config";

    public string Exception => $"Amazon{Name}Exception";

    public ShapeGraph Graph => field ??= ShapeGraph.Of(this);

    public TypeMapper Types => field ??= new TypeMapper(this);

    /// <summary>Operations that page, in the order of the selection.</summary>
    public IEnumerable<(string Operation, PaginationModel Pagination)> Paged =>
        Operations.Where(Pagination.ContainsKey).Select(o => (o, Pagination[o]));
}
