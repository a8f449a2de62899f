using Onair.Aws.ServiceModels;

namespace Onair.Aws.Generator.Emit;

/// <summary>The classes that the selected operations reach; each maps a class name to its shape (null: an empty message).</summary>
internal sealed class ShapeGraph
{
    private readonly ServiceContext _service;
    private readonly HashSet<string> _seen = [];
    private readonly HashSet<string> _messages = [];

    private ShapeGraph(ServiceContext service)
    {
        _service = service;
    }

    public SortedDictionary<string, string?> Requests { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, string?> Responses { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, string> Structures { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, string> Errors { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> Enums { get; } = new(StringComparer.Ordinal);

    public static ShapeGraph Of(ServiceContext service)
    {
        var graph = new ShapeGraph(service);
        foreach (var name in service.Operations) graph.Add(name, service.Model.Operation(name));
        return graph;
    }

    private void Add(string name, OperationModel operation)
    {
        AddMessage(Requests, $"{name}Request", operation.Input?.Shape);
        AddMessage(Responses, $"{name}Response", operation.Output?.Shape);
        foreach (var error in operation.Errors)
        {
            Errors[Naming.Exception(error.Shape)] = error.Shape;
            Visit(error.Shape, isRoot: true);
        }
    }

    private void AddMessage(SortedDictionary<string, string?> messages, string className, string? shape)
    {
        messages[className] = shape;
        if (shape is null) return;
        if (!_messages.Add(shape)) return;
        Visit(shape, isRoot: true);
    }

    private void Visit(string name, bool isRoot = false)
    {
        if (!_seen.Add(name)) return;
        var shape = _service.Model.Shape(name);
        switch (shape.Type)
        {
            case "structure":
                if (!isRoot) Structures[Naming.Pascal(name)] = name;
                foreach (var member in shape.Members.Values) Visit(member.Shape);
                break;
            case "list":
                Visit(shape.Member!.Shape);
                break;
            case "map":
                Visit(shape.Value!.Shape);
                break;
            case "string" when shape.Enum is not null:
                Enums.Add(name);
                break;
        }
    }
}
