using System.Text.Json.Nodes;
using Onair.CrdGenerator.OpenApi;
using Onair.Gateway;

namespace Onair.Tests.Unit.Gateway.Routing;

public sealed class OpenApiTests
{
    private static readonly string Committed = Path.Combine(Checkout.Root, "docs", "api", StreamApiDocument.FileName);

    [Fact]
    public async Task The_committed_document_is_what_the_routes_say()
    {
        var document = StreamApiDocument.Generate(ApiRouteTable.Table);

        if (Environment.GetEnvironmentVariable("ONAIR_REWRITE") == "1") await File.WriteAllTextAsync(Committed, document);
        else (await File.ReadAllTextAsync(Committed)).ShouldBe(document, $"docs/api/{StreamApiDocument.FileName} is out of date: run ./dev gen");
    }

    [Fact]
    public void A_route_is_described_with_its_bodies_parameters_and_refusals()
    {
        var document = JsonNode.Parse(StreamApiDocument.Generate(Things.Routes()))!;

        ((string)document["openapi"]!).ShouldBe("3.1.0");
        document["paths"]!.AsObject().Select(p => p.Key).ShouldBe(["/things/{id}", "/things", "/things/{id}/read"]);
        var create = document["paths"]!["/things"]!["post"]!;
        create["requestBody"]!.ToJsonString().ShouldBe("""{"required":true,"content":{"application/json":{"schema":{"$ref":"#/components/schemas/ThingBody"}}}}""");
        create["parameters"]!.AsArray().Select(p => $"{p!["in"]} {p["name"]}").ShouldBe(["query wait", "header Idempotency-Key", "header If-Match"]);
        create["responses"]!.AsObject().Select(r => r.Key).ShouldBe(["201", "202", "400", "401", "403", "408", "409", "412", "413", "415", "422", "429", "500", "503"]);
        document["paths"]!["/things/{id}"]!["get"]!["responses"]!.AsObject().Select(r => r.Key).ShouldBe(["200", "304", "400", "401", "403", "404", "429", "500", "503"]);
        document["paths"]!["/things/{id}"]!["delete"]!["responses"]!["204"]!.ToJsonString().ShouldBe("""{"description":"No Content"}""");
        var thing = document["components"]!["schemas"]!["ThingBody"]!;
        thing["required"]!.ToJsonString().ShouldBe("""["name"]""");
        thing["properties"]!["ratio"]!.ToJsonString().ShouldBe("""{"type":["number","null"],"format":"double","description":"A number that may be a fraction."}""");
        thing["properties"]!["level"]!.ToJsonString().ShouldBe("""{"type":["integer","null"],"format":"int32","minimum":1,"maximum":10,"description":"A number with bounds."}""");
        thing["properties"]!["items"]!.ToJsonString().ShouldBe("""{"type":["array","null"],"items":{"$ref":"#/components/schemas/ThingItem"},"description":"Its items."}""");
        document["components"]!["schemas"]!["Problem"]!["properties"]!["errors"].ShouldNotBeNull();
    }

    [Fact]
    public void A_wait_that_expires_is_a_response_of_its_own()
    {
        var paths = JsonNode.Parse(StreamApiDocument.Generate(ApiRouteTable.Table))!["paths"]!;

        paths["/streams/{id}/start"]!["post"]!["responses"]!["202"]!["description"]!.GetValue<string>().ShouldBe("The wait ended before the work did. The work continues.");
        paths["/streams/{id}"]!["delete"]!["responses"]!["202"]!["content"].ShouldNotBeNull();
        paths["/stream/start"]!["post"]!["responses"]!["202"].ShouldBeNull();
    }

    [Fact]
    public async Task The_document_is_served_without_credentials()
    {
        await using var host = await ApiHost.StartAsync();
        using var http = new HttpClient();

        using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{host.Port}/openapi.json"));

        (await answer.Content.ReadAsStringAsync()).ShouldBe(await File.ReadAllTextAsync(Committed));
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        using var again = new HttpRequestMessage(HttpMethod.Get, answer.RequestMessage!.RequestUri);
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        (await http.SendAsync(again)).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotModified);
    }

    [Fact]
    public void Operations_have_names_of_their_own() => ApiRouteTable.Table.Select(r => r.Id).ShouldBeUnique();
}
