using System.Text.Json.Nodes;
using Onair.Signaling.Rest;

namespace Onair.Tests.Unit.Signaling.Rest;

public sealed class OpenApiTests
{
    [Fact]
    public void Describes_the_api() => JsonNode.Parse(OpenApi.Document)!["paths"]!.AsObject().Select(path => path.Key).ShouldBe(
    [
        "/v1/sites/{ns}/{name}/users/{user}", "/v1/sites/{ns}/{name}/broadcasts", "/v1/sites/{ns}/{name}/broadcasts/{id}", "/v1/sites/{ns}/{name}/accounting",
    ]);
}
