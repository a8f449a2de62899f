using System.Text.Json.Nodes;
using Onair.Aws.Generator;
using Onair.Aws.ServiceModels;

namespace Onair.Tests.Unit.Aws;

/// <summary>What the generator refuses, and how it treats its output.</summary>
public sealed class GeneratorTests : IDisposable
{
    private const string Model = """
        {
          "metadata": { "apiVersion": "2026-01-02", "endpointPrefix": "x", "protocol": "rest-json", "serviceId": "X", "signatureVersion": "v4" },
          "operations": { "List": { "http": { "method": "GET", "requestUri": "/things" }, "input": { "shape": "In" }, "output": { "shape": "Out" } } },
          "shapes": {
            "String": { "type": "string" },
            "Strings": { "type": "list", "member": { "shape": "String" } },
            "In": { "type": "structure", "members": { "Token": { "shape": "String", "location": "querystring" } } },
            "Out": { "type": "structure", "members": { "Next": { "shape": "String" }, "Items": { "shape": "Strings" } } }
          }
        }
        """;

    private const string Pagination = """{ "pagination": { "List": { "input_token": "Token", "output_token": "Next", "result_key": "Items" } } }""";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("onair-aws-");

    public static TheoryData<string, string, string> Refused => new()
    {
        { "/metadata/protocol", "\"query\"", "metadata.protocol: query must be rest-json, rest-xml or json" },
        { "/metadata/signatureVersion", "\"s3\"", "metadata.signatureVersion: s3 must be v4" },
        { "/shapes/Out/members/Next/xmlAttribute", "true", "shape Out.Next: xmlAttribute is a trait the generator does not know" },
        { "/shapes/String/streaming", "true", "shape String: streaming is a trait the generator does not know" },
        { "/shapes/In/members/Token/location", "\"headers\"", "shape In.Token.location: headers must be uri, querystring, header or statusCode" },
        { "/shapes/Out/members/Items/location", "\"header\"", "shape Out.Items.location: header cannot carry a list" },
        { "/shapes/In/members/Token/idempotencyToken", "true", "shape In.Token: idempotencyToken must be a string in the body" },
        { "/shapes/Out/members/Next/shape", "\"Absent\"", "shape Absent: it is referenced but not in the model" },
        { "/shapes/String/type", "\"document\"", "type document is not one the generator knows" },
        { "/operations/Other", "null", "operation List: it is listed but not in the model" },
    };

    public static TheoryData<string, string, string> RefusedPagination => new()
    {
        { "input_token", "Marker", "input_token Marker is no member of the model" },
        { "output_token", "Items", "output_token Items is a list, must be string" },
        { "result_key", "Next", "result_key Next is a string, must be list" },
        { "limit_key", "MaxResults", "limit_key MaxResults is no member of the model" },
        { "more_results", "Next", "more_results Next is a string, must be boolean" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_model_it_cannot_carry_is_refused_by_field_value_and_rule(string path, string value, string message)
    {
        var model = JsonNode.Parse(Model)!;
        if (value == "null") model["operations"] = new JsonObject();
        else Set(model, path, JsonNode.Parse(value)!);

        Should.Throw<InvalidModelException>(() => Run(model.ToJsonString(), Pagination)).Message.ShouldContain(message);
    }

    [Theory]
    [InlineData("""{"jsonVersion":"1.1"}""", "metadata.targetPrefix: null must be set for protocol json")]
    [InlineData("""{"targetPrefix":"X"}""", "metadata.jsonVersion: null must be 1.0 or 1.1 for protocol json")]
    [InlineData("""{"jsonVersion":"1.1","targetPrefix":"X"}""", "shape In.Token.location: querystring has no place in protocol json")]
    public void A_json_service_needs_its_target_and_has_members_in_the_body_only(string metadata, string message)
    {
        var model = JsonNode.Parse(Model)!;
        Set(model, "/metadata/protocol", "json");
        foreach (var (name, value) in JsonNode.Parse(metadata)!.AsObject()) Set(model, $"/metadata/{name}", value!.DeepClone());

        Should.Throw<InvalidModelException>(() => Run(model.ToJsonString(), Pagination)).Message.ShouldContain(message);
    }

    [Fact]
    public void A_service_that_prefers_another_protocol_and_offers_json_is_called_by_json()
    {
        var model = JsonNode.Parse(Model)!;
        Set(model, "/metadata/protocol", "smithy-rpc-v2-cbor");
        Set(model, "/metadata/protocols", JsonNode.Parse("""["smithy-rpc-v2-cbor", "json", "query"]""")!);
        Set(model, "/metadata/jsonVersion", "1.0");
        Set(model, "/metadata/targetPrefix", "Service");
        model["shapes"]!["In"]!["members"]!["Token"]!.AsObject().Remove("location");

        Run(model.ToJsonString(), Pagination);

        File.ReadAllText(Path.Combine(_directory.FullName, "out", "X.Operations.g.cs")).ShouldContain("Protocol.Json(\"Service\", \"1.0\")");
    }

    [Theory]
    [MemberData(nameof(RefusedPagination))]
    public void A_pagination_fact_that_the_model_does_not_bear_out_is_refused(string fact, string value, string message)
    {
        var pagination = JsonNode.Parse(Pagination)!;
        pagination["pagination"]!["List"]![fact] = value;

        Should.Throw<InvalidModelException>(() => Run(Model, pagination.ToJsonString())).Message.ShouldContain($"paginators of X.List: {message}");
    }

    [Fact]
    public void An_unchanged_file_keeps_its_time_and_a_file_no_longer_generated_goes()
    {
        Run(Model, Pagination);
        var client = Path.Combine(_directory.FullName, "out", "X.Client.g.cs");
        var stale = Path.Combine(_directory.FullName, "out", "Y.Client.g.cs");
        var time = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(client, time);
        File.WriteAllText(stale, "");

        Run(Model, Pagination);

        File.GetLastWriteTimeUtc(client).ShouldBe(time);
        File.Exists(stale).ShouldBeFalse();
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private static void Set(JsonNode model, string path, JsonNode value)
    {
        var names = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        foreach (var name in names[..^1]) model = model[name]!;
        model[names[^1]] = value;
    }

    private void Run(string model, string pagination)
    {
        var service = _directory.CreateSubdirectory("models/x").FullName;
        var operations = Path.Combine(_directory.FullName, "operations.json");
        File.WriteAllText(Path.Combine(service, "service-2.json"), model);
        File.WriteAllText(Path.Combine(service, "paginators-1.json"), pagination);
        File.WriteAllText(operations, """{ "x": { "namespace": "X", "operations": ["List"] } }""");
        Generation.Run(Path.Combine(_directory.FullName, "models"), operations, Path.Combine(_directory.FullName, "out"));
    }
}
