using System.Text.Json.Nodes;

namespace Onair.Tests.Manifests;

/// <summary>A place in an object.</summary>
/// <param name="Path">Where, as Kubernetes writes it: <c>spec.schedule[3].start</c>, <c>spec.labels[key]</c>.</param>
/// <param name="Parent">The object or list that holds it.</param>
/// <param name="Key">Its name or index therein.</param>
internal sealed record Place(string Path, JsonNode Parent, object Key)
{
    public JsonNode? Value
    {
        get => Key is int index ? Parent[index] : Parent[(string)Key];
        set
        {
            if (Key is int index) Parent[index] = value;
            else Parent[(string)Key] = value;
        }
    }

    public void Remove()
    {
        if (Key is int index) ((JsonArray)Parent).RemoveAt(index);
        else ((JsonObject)Parent).Remove((string)Key);
    }

    /// <summary>
    /// Goes down a schema path; any item of a list will do. Ends early where the object has nothing.
    /// </summary>
    /// <returns>The place that was reached, and the part of the schema path that led there.</returns>
    public static (Place Place, string SchemaPath) Find(JsonObject manifest, string schemaPath, Random random)
    {
        var place = new Place("spec", manifest, "spec");
        var (rest, reached) = (schemaPath["spec".Length..], "spec");
        while (rest.Length > 0 && Next(place, rest, random) is var (next, length))
        {
            (place, reached, rest) = (next, reached + rest[..length], rest[length..]);
            if (place.Value is null) break;
        }

        return (place, reached);
    }

    private static (Place Place, int Length)? Next(Place place, string rest, Random random)
    {
        var value = place.Value!;
        switch (rest[0])
        {
            case '[':
                if (value.AsArray().Count == 0) return null;
                var index = random.Next(value.AsArray().Count);
                return (new($"{place.Path}[{index}]", value, index), 2);
            case '{':
                if (value.AsObject().Count == 0) return null;
                var key = value.AsObject().ElementAt(random.Next(value.AsObject().Count)).Key;
                return (new($"{place.Path}[{key}]", value, key), 2);
            default:
                var end = rest.AsSpan(1).IndexOfAny('.', '[', '{') is >= 0 and var found ? found + 1 : rest.Length;
                return (new($"{place.Path}{rest[..end]}", value, rest[1..end]), end);
        }
    }
}
