using Onair.Aws.ServiceModels;

namespace Onair.Aws.Generator.Pruning;

/// <summary>The names of the shapes that operations need: inputs, outputs, errors, and all that these refer to.</summary>
internal static class ReachableShapes
{
    public static HashSet<string> Of(ServiceModel model, IEnumerable<string> operations)
    {
        var reached = new HashSet<string>();
        var next = new Stack<string>(operations.Select(model.Operation).SelectMany(Messages));
        while (next.TryPop(out var name))
        {
            if (!reached.Add(name)) continue;
            foreach (var used in References(model.Shape(name))) next.Push(used.Shape);
        }
        return reached;
    }

    private static IEnumerable<string> Messages(OperationModel operation) =>
        operation.Errors.Append(operation.Input).Append(operation.Output).OfType<ShapeReference>().Select(r => r.Shape);

    private static IEnumerable<ShapeReference> References(ShapeModel shape) =>
        shape.Members.Values.Append(shape.Member).Append(shape.Key).Append(shape.Value).OfType<ShapeReference>();
}
