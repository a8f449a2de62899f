using System.IO.Compression;
using System.Text.Json.Nodes;
using Onair.Aws.Generator.Pruning;
using Onair.Aws.ServiceModels;

namespace Onair.Tests.Unit.Aws;

/// <summary>What remains of a model for the listed operations.</summary>
public sealed class PruningTests : IDisposable
{
    private const string Model = """
        {
          "version": "2.0",
          "documentation": "<p>The service.</p>",
          "metadata": { "apiVersion": "2026-01-02", "endpointPrefix": "x", "protocol": "rest-json", "serviceId": "X", "signatureVersion": "v4" },
          "operations": {
            "Get": { "http": { "method": "GET", "requestUri": "/things" }, "input": { "shape": "In" }, "errors": [ { "shape": "Gone", "documentation": "<p>Gone.</p>" } ], "documentation": "<p>Gets.</p>" },
            "List": { "http": { "method": "GET", "requestUri": "/all" }, "output": { "shape": "Things" } }
          },
          "shapes": {
            "Things": { "type": "list", "member": { "shape": "Thing" } },
            "Thing": { "type": "structure", "members": { "parent": { "shape": "Thing" }, "documentation": { "shape": "Prose", "documentation": "<p>Prose.</p>" } } },
            "Prose": { "type": "string", "pattern": "<[a-z]+>" },
            "In": { "type": "structure", "members": { "tags": { "shape": "Tags" } } },
            "Tags": { "type": "map", "key": { "shape": "Key" }, "value": { "shape": "Value" } },
            "Key": { "type": "string" },
            "Value": { "type": "string" },
            "Gone": { "type": "structure", "members": {}, "exception": true, "documentation": "<p>Gone.</p>" },
            "Unused": { "type": "structure", "members": { "in": { "shape": "In" } } }
          }
        }
        """;

    private const string Paginators = """{ "pagination": { "List": { "result_key": "a" }, "Get": { "result_key": "b" }, "Other": { "result_key": "c" }, "Metrics": { "result_key": ["d", "e"] } } }""";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("onair-aws-");

    private string Operations => Path.Combine(_directory.FullName, "operations.json");

    private string Models => Path.Combine(_directory.FullName, "models");

    public static TheoryData<string> CommittedServices =>
        [.. JsonNode.Parse(File.ReadAllText(Path.Combine(Checkout.Root, "lib/Aws/operations.json")))!.AsObject().Select(s => s.Key)];

    [Theory]
    [InlineData("Get", "Gone", "In", "Key", "Tags", "Value")]
    [InlineData("List", "Prose", "Thing", "Things")]
    public void Only_the_shapes_that_an_operation_reaches_remain(string operation, params string[] shapes)
    {
        var pruned = ModelPruner.Model(Bytes(Model), "x", [operation]);

        Names(pruned).ShouldBe(["metadata", "operations", "shapes"]);
        Names(pruned["operations"]).ShouldBe([operation]);
        Names(pruned["shapes"]).ShouldBe(shapes);
    }

    [Fact]
    public void Prose_goes_and_a_member_of_that_name_stays()
    {
        var pruned = ModelPruner.Model(Bytes(Model), "x", ["List", "Get"]);

        pruned["shapes"]!["Thing"]!["members"]!["documentation"]!.ToJsonString().ShouldBe("""{"shape":"Prose"}""");
        pruned.ToJsonString().ShouldNotContain("<p>");
    }

    [Fact]
    public void Only_paginators_of_the_listed_operations_remain()
    {
        Names(ModelPruner.Paginators(Bytes(Paginators), ["List", "Get", "Put"])!["pagination"]).ShouldBe(["Get", "List"]);
        ModelPruner.Paginators(Bytes(Paginators), ["Put", "Metrics"]).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(CommittedServices))]
    public void Pruning_the_committed_models_changes_nothing(string service)
    {
        var root = Path.Combine(Checkout.Root, "lib/Aws");
        var operations = new OperationList(Path.Combine(root, "operations.json")).Operations(service);
        var model = Path.Combine(root, "models", service, "service-2.json");
        var paginators = Path.Combine(root, "models", service, "paginators-1.json");

        PrettyJson.Text(ModelPruner.Model(File.ReadAllBytes(model), model, operations), PrettyJson.ModelIndent).ShouldBe(File.ReadAllText(model));
        if (File.Exists(paginators))
            PrettyJson.Text(ModelPruner.Paginators(File.ReadAllBytes(paginators), operations)!, PrettyJson.ModelIndent).ShouldBe(File.ReadAllText(paginators));
    }

    [Fact]
    public void Operations_are_added_to_the_list_and_the_newest_model_is_taken()
    {
        Given("""{ "x": { "namespace": "X", "operations": ["List"] }, "y": { "namespace": "Y", "operations": [] } }""");

        Prune.Run(Models, Operations, new BotocoreData(Path.Combine(_directory.FullName, "data")), ["x", "Get", "List"]);

        File.ReadAllText(Operations).ShouldBe("""
            {
              "x": {
                "namespace": "X",
                "operations": [
                  "List",
                  "Get"
                ]
              },
              "y": {
                "namespace": "Y",
                "operations": []
              }
            }

            """);
        Directory.GetDirectories(Models).Select(Path.GetFileName).ShouldBe(["x"]);
        var written = JsonNode.Parse(File.ReadAllText(Path.Combine(Models, "x", "service-2.json")))!;
        Names(written["operations"]).ShouldBe(["List", "Get"]);
        File.ReadAllText(Path.Combine(Models, "x", "service-2.json")).ShouldContain("\"pattern\": \"<[a-z]+>\"");
        File.Exists(Path.Combine(Models, "x", "paginators-1.json")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("x", "Put", "operation Put: it is listed but not in the model.")]
    [InlineData("z", "Get", "z must be listed first")]
    [InlineData("y", "Get", "the folder must hold the API versions of service y")]
    public void An_operation_that_cannot_be_added_changes_no_file(string service, string operation, string message)
    {
        const string Listed = """{ "x": { "namespace": "X", "operations": ["List"] }, "y": { "namespace": "Y", "operations": [] } }""";
        Given(Listed);

        Should.Throw<InvalidModelException>(() => Prune.Run(Models, Operations, new BotocoreData(Path.Combine(_directory.FullName, "data")), [service, operation]))
            .Message.ShouldContain(message);

        File.ReadAllText(Operations).ShouldBe(Listed);
        Directory.Exists(Models).ShouldBeFalse();
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private static byte[] Bytes(string json) => System.Text.Encoding.UTF8.GetBytes(json);

    private static List<string> Names(JsonNode? node) => [.. node!.AsObject().Select(p => p.Key)];

    // The newest version is compressed, as botocore's are; the older one would be refused.
    private void Given(string operations)
    {
        File.WriteAllText(Operations, operations);
        File.WriteAllText(Path.Combine(_directory.CreateSubdirectory("data/x/2025-01-02").FullName, "service-2.json"), "{}");
        var newest = _directory.CreateSubdirectory("data/x/2026-01-02").FullName;
        File.WriteAllText(Path.Combine(newest, "paginators-1.json"), Paginators);
        using var compressed = new GZipStream(File.Create(Path.Combine(newest, "service-2.json.gz")), CompressionLevel.Fastest);
        compressed.Write(Bytes(Model));
    }
}
