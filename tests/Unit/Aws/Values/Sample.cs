using System.Globalization;
using System.Text.Json.Nodes;
using Onair.Tests.Unit.Aws.Models;

namespace Onair.Tests.Unit.Aws.Values;

/// <summary>
/// A value of any shape with every member set, as a tree: structures and maps are objects (by the model's member names), lists are arrays,
/// scalars are text. Texts hold what has to be escaped somewhere.
/// </summary>
internal sealed class Sample(TestModel model)
{
    private static readonly DateTime Start = new(2026, 3, 4, 5, 6, 7, DateTimeKind.Utc);

    private readonly HashSet<string> _open = [];
    private int _count;

    public static JsonObject OfMessage(TestModel model, string? shape) => shape is null ? [] : new Sample(model).Structure(shape);

    private JsonObject Structure(string name)
    {
        // A shape inside itself ends the recursion; the member stays unset.
        _open.Add(name);
        var shape = model.Shape(name);
        var tree = new JsonObject();
        foreach (var (member, reference) in shape.Members())
        {
            if (Value(reference, shape.Place(member)) is { } value) tree[member] = value;
        }
        _open.Remove(name);
        return tree;
    }

    private JsonNode? Value(JsonObject reference, string place)
    {
        var shape = model.Target(reference);
        var number = ++_count;
        return shape.Text("type") switch
        {
            "structure" => _open.Contains(reference.Text("shape")!) ? null : Structure(reference.Text("shape")!),
            "list" => List(shape, place),
            "map" => Map(shape),
            "string" when shape["enum"] is JsonArray values => values[number % values.Count]!.GetValue<string>(),
            "string" => place == "header" ? $"header-{number}" : $"a:b/c d&<é>\"{number}+",
            "integer" when place == "statusCode" => "200",
            "integer" => $"{number}",
            "long" => $"{9_000_000_000 + number}",
            "float" or "double" => $"{number}.5",
            "boolean" => number % 2 == 0 ? "true" : "false",
            "timestamp" => Start.AddSeconds(number).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            "blob" => Convert.ToBase64String([(byte)number, 0, 255]),
            var type => throw new InvalidOperationException($"no sample of {type}"),
        };
    }

    private JsonArray? List(JsonObject shape, string place)
    {
        var items = new[] { Value(shape.Object("member"), place), Value(shape.Object("member"), place) };
        return items[0] is null ? null : new JsonArray(items);
    }

    private JsonObject? Map(JsonObject shape)
    {
        var values = new[] { Value(shape.Object("value"), "body"), Value(shape.Object("value"), "body") };
        return values[0] is null ? null : new JsonObject { ["onair.dev/uid"] = values[0], ["aKey"] = values[1] };
    }
}
