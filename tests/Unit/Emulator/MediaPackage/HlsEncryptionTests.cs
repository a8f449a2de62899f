using System.Text.Json.Nodes;
using Onair.Emulator.Media;

namespace Onair.Tests.Unit.Emulator.MediaPackage;

public sealed class HlsEncryptionTests : IDisposable
{
    private const string Provider = "\"resourceId\":\"talk\",\"systemIds\":[\"81376844-f976-481e-a84e-cc25d39b0b33\"],\"roleArn\":\"arn:aws:iam::000000000000:role/keys\"";

    private readonly ControlPlane _plane = new();

    public void Dispose() => _plane.Dispose();

    [Theory]
    [InlineData("\"encryptionMethod\":\"SAMPLE_AES\"", "https://k.test", "encryptionMethod: value 'SAMPLE_AES' is not emulated: the emulator encrypts by AES_128 only")]
    [InlineData("\"keyRotationIntervalSeconds\":-1", "https://k.test", "keyRotationIntervalSeconds: value -1 must be between")]
    [InlineData("\"constantInitializationVector\":\"xyz\"", "https://k.test", "constantInitializationVector: must have 32 hex digits")]
    [InlineData("\"repeatExtXKey\":true", "keys", "url: value 'keys' must be an absolute http or https URL")]
    public async Task Encryption_that_cannot_be_applied_is_refused_naming_the_field(string setting, string url, string reason)
    {
        await _plane.MediaPackage("POST", "/channels", """{"id":"pc"}""");

        var (status, body) = await _plane.MediaPackage("POST", "/origin_endpoints", Endpoint(setting, url));

        status.ShouldBe(422);
        ((string)body["message"]!).ShouldContain(reason);
    }

    [Fact]
    public async Task The_engine_learns_of_an_endpoint_its_edits_and_its_end()
    {
        await _plane.MediaPackage("POST", "/channels", """{"id":"pc"}""");
        (await _plane.MediaPackage("POST", "/origin_endpoints", Endpoint("\"keyRotationIntervalSeconds\":30", "https://k.test/speke"))).Status.ShouldBe(200);
        var encryption = Told().Endpoints.ShouldHaveSingleItem().Encryption.ShouldNotBeNull();
        (encryption.ContentId, encryption.KeyServer.AbsoluteUri, encryption.RotationSeconds).ShouldBe(("talk", "https://k.test/speke", 30));
        encryption.SystemIds.ShouldBe(["81376844-f976-481e-a84e-cc25d39b0b33"]);

        await _plane.MediaPackage("PUT", "/origin_endpoints/pe", """{"startoverWindowSeconds":7200,"hlsPackage":{"segmentDurationSeconds":4}}""");
        var edited = Told().Endpoints.ShouldHaveSingleItem();
        (edited.StartoverWindowSeconds, edited.SegmentSeconds, edited.Encryption).ShouldBe((7200, 4, null));

        await _plane.MediaPackage("DELETE", "/origin_endpoints/pe");
        Told().Endpoints.ShouldBeEmpty();
    }

    private static string Endpoint(string setting, string url) => new JsonObject
    {
        ["id"] = "pe",
        ["channelId"] = "pc",
        ["hlsPackage"] = JsonNode.Parse("{\"encryption\":{" + setting + ",\"spekeKeyProvider\":{" + Provider + $",\"url\":\"{url}\"" + "}}}"),
    }.ToJsonString();

    private PackagePlan Told() => _plane.Media.Packages["pc"];
}
