using System.Text.Json.Nodes;
using Onair.Emulator.Protocol;

namespace Onair.Tests.Unit.Emulator.Apis;

public sealed class ValidationTests : IDisposable
{
    private readonly ControlPlane _plane = new();

    public void Dispose() => _plane.Dispose();

    [Theory]
    [InlineData("POST", "/inputs", """{"colour":"red"}""", 400, "colour: is not a member of CreateInputRequest")]
    [InlineData("POST", "/inputs", """{"type":"CARRIER_PIGEON"}""", 400, "type: value 'CARRIER_PIGEON' must satisfy enum value set: [UDP_PUSH, RTP_PUSH, RTMP_PUSH")]
    [InlineData("POST", "/inputs", """{"name":5}""", 400, "name: value 5 must be of type string")]
    [InlineData("POST", "/inputs", """{"type":"RTMP_PUSH","destinations":[{"streamName":"live"}]}""", 400, "destinations[0].streamName: value 'live' must have the form application/instance")]
    [InlineData("POST", "/inputs", "{", 400, "body: ")]
    [InlineData("POST", "/inputSecurityGroups", """{"whitelistRules":[{"cidr":"10.0.0.0/64"}]}""", 400, "value '10.0.0.0/64' is not a valid CIDR block")]
    [InlineData("POST", "/channels", """{"encoderSettings":{"outputGroups":[{}]}}""", 422, "encoderSettings.outputGroups[0].outputs: is required")]
    [InlineData("POST", "/channels", """{"encoderSettings":{"videoDescriptions":[{"name":"v","codecSettings":{"h264Settings":{"bitrate":10}}}]}}""", 422, "h264Settings.bitrate: value 10 must be greater than or equal to 1000")]
    [InlineData("GET", "/channels/1234567", "", 404, "Channel 1234567 not found")]
    public async Task A_bad_request_is_told_by_field_value_and_rule(string method, string path, string body, int status, string message)
    {
        var answer = await _plane.MediaLive(method, path, body);
        answer.Status.ShouldBe(status, answer.Body.ToJsonString());
        ((string)answer.Body["message"]!).ShouldContain(message);
    }

    [Theory]
    [InlineData("destinations/0/id", "\"other\"", "Object references undefined destination \"package\"")]
    [InlineData("destinations/1/settings", "[]", "Exactly one of settings, MediaPackage settings, or Multiplex settings is required for destination archive")]
    [InlineData("channelClass", "\"STANDARD\"", "settings: count 1 must be 2, one for each pipeline")]
    [InlineData("encoderSettings/videoDescriptions/0/width", "0", "width: value 0 must be an even number")]
    [InlineData("encoderSettings/videoDescriptions/0/name", "\"x\"", "value 'v720' is not the name of one of the videoDescriptions")]
    [InlineData("encoderSettings/outputGroups/0/outputs/0/outputSettings", "{}", "outputSettings: must contain exactly one property")]
    [InlineData("encoderSettings/outputGroups/0/outputGroupSettings", """{"udpGroupSettings":{}}""", "udpGroupSettings: is not emulated")]
    [InlineData("inputAttachments/0/inputId", "\"7654321\"", "input 7654321 does not exist")]
    [InlineData("destinations/0/mediaPackageSettings/0/channelId", "\"nope\"", "MediaPackage channel 'nope' does not exist")]
    public async Task A_channel_must_make_sense(string path, string value, string message)
    {
        var input = await _plane.InputAsync(await _plane.GroupAsync());
        await _plane.PackageAsync();
        var request = Fixtures.ChannelRequest(input);
        Set(request, path, JsonNode.Parse(value));

        var response = await _plane.MediaLive("POST", "/channels", request.ToJsonString());

        response.Status.ShouldBe(422, response.Body.ToJsonString());
        ((string)response.Body["message"]!).ShouldContain(message);
        response.Body["validationErrors"]!.AsArray().ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("""{"id":"a b"}""", "id: value 'a b' must satisfy regular expression pattern")]
    [InlineData("{}", "id: is required")]
    public async Task MediaPackage_refuses_with_422(string body, string message)
    {
        var answer = await _plane.MediaPackage("POST", "/channels", body);
        answer.Status.ShouldBe(422);
        ((string)answer.Body["message"]!).ShouldContain(message);
    }

    [Fact]
    public async Task A_startover_window_has_an_end()
    {
        await _plane.MediaPackage("POST", "/channels", """{"id":"pc"}""");
        var answer = await _plane.MediaPackage("POST", "/origin_endpoints", """{"id":"pe","channelId":"pc","hlsPackage":{},"startoverWindowSeconds":1209601}""");
        answer.Status.ShouldBe(422);
        ((string)answer.Body["message"]!).ShouldContain("startoverWindowSeconds: value 1209601 must be between 0 and 1209600");
    }

    [Theory]
    [InlineData("cloudfront", "GET", "/2020-05-31/distribution/E1", "GetDistribution")]
    [InlineData("cloudfront", "POST", "/2020-05-31/distribution?WithTags", "CreateDistributionWithTags")]
    [InlineData("cloudfront", "POST", "/2020-05-31/distribution?WithTags=", "CreateDistributionWithTags")]
    [InlineData("cloudfront", "POST", "/2020-05-31/distribution", "CreateDistribution")]
    [InlineData("cloudfront", "POST", "/2020-05-31/tagging?Operation=Untag&Resource=x", "UntagResource")]
    [InlineData("cloudfront", "GET", "/2020-05-31/tagging?Resource=x", "ListTagsForResource")]
    [InlineData("medialive", "GET", "/prod/tags/arn%3Aa%2Fb", "ListTagsForResource")]
    [InlineData("medialive", "POST", "/prod/channels/1/start", "StartChannel")]
    [InlineData("medialive", "GET", "/prod/nothing", null)]
    public void A_request_is_routed_by_method_path_and_static_query(string service, string method, string target, string? operation)
    {
        var parts = target.Split('?');
        var query = new Microsoft.AspNetCore.Http.QueryCollection(
            Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(parts.ElementAtOrDefault(1)));
        WireModel.Load(service).Route(method, parts[0], query)?.Operation.Name.ShouldBe(operation);
        (WireModel.Load(service).Route(method, parts[0], query) is null).ShouldBe(operation is null);
    }

    [Fact]
    public void Every_modelled_operation_is_handled()
    {
        foreach (var service in _plane.Get<IEnumerable<IAwsService>>())
            WireModel.Load(service.Model).Operations.Select(o => o.Name).ShouldBe(service.Handlers.Keys, ignoreOrder: true, service.Service);
    }

    [Fact]
    public async Task Passes_on_requests_signed_for_another_service() =>
        (await _plane.Send("s3", "GET", "/prod/channels", null)).StatusCode.ShouldBe(418);

    private static void Set(JsonNode node, string path, JsonNode? value)
    {
        var names = path.Split('/');
        foreach (var name in names[..^1]) node = node is JsonArray list ? list[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)]! : node[name]!;
        node[names[^1]] = value;
    }
}
