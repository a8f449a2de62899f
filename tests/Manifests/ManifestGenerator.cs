using System.Text.Json.Nodes;
using Onair.Tests.Manifests.Mutations;
using Onair.Tests.Manifests.Transitions;
using Onair.Tests.Manifests.Values;

namespace Onair.Tests.Manifests;

/// <summary>
/// Manifests of a kind, from its schema and a seed: what the schema accepts, what it refuses, and edits. The same seed gives the
/// same manifests in the same order. Not for several threads.
/// </summary>
/// <param name="crd">The kind.</param>
/// <param name="seed">The seed, see <see cref="Seed.Current"/>.</param>
public sealed class ManifestGenerator(Crd crd, int seed)
{
    private const int MostEdits = 3;
    private readonly Random _random = new(seed);
    private readonly Fault[] _faults = [.. Fault.All(crd)];
    private readonly SchemaNode[] _nodes = [.. SchemaNode.All(crd)];
    private readonly Queue<Fault> _turn = [];
    private int _names;

    /// <summary>All ways in which <see cref="Invalid()"/> breaks a manifest; it takes turns.</summary>
    public IReadOnlyList<Fault> Faults => _faults;

    /// <summary>A manifest that the schema accepts.</summary>
    public JsonObject Valid() => Valid(through: null);

    /// <summary>A manifest that the schema refuses for one thing; every way has its turn before one comes again.</summary>
    public Mutation Invalid()
    {
        if (_turn.Count == 0)
        {
            _random.Shuffle(_faults);
            foreach (var fault in _faults) _turn.Enqueue(fault);
        }

        return Invalid(_turn.Dequeue());
    }

    /// <summary>An edit of one to three fields.</summary>
    public Transition Edit()
    {
        while (true)
        {
            var before = Valid();
            var after = (JsonObject)before.DeepClone();
            var paths = Enumerable.Range(0, _random.Next(1, MostEdits + 1)).Select(_ => Edit(after)).Distinct(StringComparer.Ordinal).ToList();
            if (!JsonNode.DeepEquals(before, after)) return new(before, after, paths);
        }
    }

    private JsonObject Valid(string? through) => new()
    {
        ["apiVersion"] = crd.ApiVersion,
        ["kind"] = crd.Kind,
        ["metadata"] = new JsonObject { ["name"] = $"generated-{_names++}" },
        ["spec"] = new ValueGenerator(_random).Value(crd.Spec, "spec", Presence.Any(_random, through)),
    };

    private Mutation Invalid(Fault fault)
    {
        var valid = Valid(fault.Node.Path);
        var invalid = (JsonObject)valid.DeepClone();
        var place = Place.Find(invalid, fault.Node.Path, _random).Place;
        switch (fault.Kind)
        {
            case MutationKind.MissingRequired:
                place.Remove();
                break;
            case MutationKind.UnknownField:
                place.Value![Fault.UnknownField] = 1;
                return new(fault.Kind, $"{place.Path}.{Fault.UnknownField}", invalid, valid);
            case MutationKind.TooFew or MutationKind.TooMany:
                Resize(place.Value!, fault.Node, fault.Kind == MutationKind.TooMany);
                break;
            default:
                place.Value = fault.Wrong(_random);
                break;
        }

        return new(fault.Kind, place.Path, invalid, valid);
    }

    private void Resize(JsonNode value, SchemaNode node, bool grow)
    {
        var values = new ValueGenerator(_random);
        if (value is JsonObject map)
        {
            var entries = (int)node.Schema[grow ? "maxProperties" : "minProperties"]! + (grow ? 1 : -1);
            for (var i = 0; map.Count < entries; i++) map[$"more{i}"] = values.Value((JsonObject)node.Schema["additionalProperties"]!, $"{node.Path}{{}}", new(0));
            while (map.Count > entries) map.Remove(map.First().Key);
            return;
        }

        var list = value.AsArray();
        var items = (int)node.Schema[grow ? "maxItems" : "minItems"]! + (grow ? 1 : -1);
        while (list.Count < items) list.Add(values.Value((JsonObject)node.Schema["items"]!, $"{node.Path}[]", new(0)));
        while (list.Count > items) list.RemoveAt(list.Count - 1);
    }

    private string Edit(JsonObject manifest)
    {
        var aim = _nodes[_random.Next(1, _nodes.Length)];
        var (place, schemaPath) = Place.Find(manifest, aim.Path, _random);
        var reached = _nodes.Single(node => node.Path == schemaPath);
        // What is not there comes with all that leads to the aim.
        if (place.Value is not null && !reached.IsRequired && reached.Owner is not null && _random.Next(3) == 0) place.Remove();
        else place.Value = new ValueGenerator(_random).Value(reached.Schema, reached.Path, Presence.Any(_random, aim.Path));
        return place.Path;
    }
}
