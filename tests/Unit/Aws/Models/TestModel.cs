using System.Text.Json.Nodes;

namespace Onair.Tests.Unit.Aws.Models;

/// <summary>A service model as the tests read it: raw JSON, so that a mistake of the generator's reader is not made twice.</summary>
internal sealed class TestModel
{
    private static readonly Dictionary<string, TestModel> Loaded = Load();

    private readonly JsonObject _model;

    private TestModel(string ns, string directory, IReadOnlyList<string> operations)
    {
        Namespace = ns;
        Operations = operations;
        _model = Parse(Path.Combine(directory, "service-2.json"));
        var paginators = Path.Combine(directory, "paginators-1.json");
        Pagination = File.Exists(paginators) ? Parse(paginators)["pagination"]!.AsObject() : [];
    }

    public string Namespace { get; }

    public IReadOnlyList<string> Operations { get; }

    public JsonObject Pagination { get; }

    public JsonObject Metadata => _model["metadata"]!.AsObject();

    public bool IsXml => Metadata.Text("protocol") == "rest-xml";

    /// <summary>Set when operations are named by a header and not by method and URI; CloudWatch lists that protocol among others.</summary>
    public string? TargetPrefix => Metadata.Text("protocol") == "json" || Metadata["protocols"]?.AsArray().Any(p => (string?)p == "json") == true ? Metadata.Text("targetPrefix") : null;

    public string SigningName => Metadata.Text("signingName") ?? Metadata.Text("endpointPrefix")!;

    public static IEnumerable<TestModel> All => Loaded.Values;

    public static TestModel Of(string ns) => Loaded[ns];

    public JsonObject Shape(string name) => _model["shapes"]![name]!.AsObject();

    public JsonObject Operation(string name) => _model["operations"]![name]!.AsObject();

    /// <summary>The shape a reference names.</summary>
    public JsonObject Target(JsonObject reference) => Shape(reference.Text("shape")!);

    /// <summary>The names of the errors that the operations declare, with one operation that declares each.</summary>
    public IEnumerable<(string Error, string Operation)> Errors => Operations
        .SelectMany(o => (Operation(o)["errors"]?.AsArray() ?? []).Select(e => (Error: e!.AsObject().Text("shape")!, Operation: o)))
        .DistinctBy(e => e.Error);

    private static Dictionary<string, TestModel> Load()
    {
        string[] places = [Path.Combine(Checkout.Root, "lib", "Aws"), Path.Combine(Checkout.Root, "tests", "Unit", "Aws", "Synthetic")];
        return places.SelectMany(place => Parse(Path.Combine(place, "operations.json")).Select(service => new TestModel(
            service.Value!["namespace"]!.GetValue<string>(),
            Path.Combine(place, "models", service.Key),
            [.. service.Value["operations"]!.AsArray().Select(o => o!.GetValue<string>())]))).ToDictionary(m => m.Namespace);
    }

    private static JsonObject Parse(string file) => JsonNode.Parse(File.ReadAllText(file))!.AsObject();
}
