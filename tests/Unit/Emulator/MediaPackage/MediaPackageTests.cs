namespace Onair.Tests.Unit.Emulator.MediaPackage;

public sealed class MediaPackageTests : IDisposable
{
    private readonly ControlPlane _plane = new();

    public void Dispose() => _plane.Dispose();

    [Fact]
    public async Task An_endpoint_has_a_public_url_and_defaults()
    {
        await _plane.MediaPackage("POST", "/channels", """{"id":"pc"}""");
        var (_, endpoint) = await _plane.MediaPackage(
            "POST", "/origin_endpoints",
            """{"id":"pe","channelId":"pc","hlsPackage":{"encryption":{"spekeKeyProvider":{"resourceId":"r","systemIds":["s"],"url":"https://keys.test","roleArn":"arn"}}}}""");

        ((string)endpoint["url"]!).ShouldMatch("^http://package.test:8080/out/v1/[0-9a-f]{32}/index.m3u8$");
        endpoint["hlsPackage"]!["playlistWindowSeconds"]!.GetValue<int>().ShouldBe(60);
        endpoint["hlsPackage"]!["segmentDurationSeconds"]!.GetValue<int>().ShouldBe(6);
        endpoint["hlsPackage"]!["encryption"]!["keyRotationIntervalSeconds"]!.GetValue<int>().ShouldBe(60);
        ((string?)endpoint["hlsPackage"]!["encryption"]!["spekeKeyProvider"]!["url"]).ShouldBe("https://keys.test");
        ((string?)endpoint["origination"]).ShouldBe("ALLOW");
    }

    [Fact]
    public async Task Ids_are_unique_and_endpoints_go_before_their_channel()
    {
        await _plane.PackageAsync();
        (await _plane.MediaPackage("POST", "/channels", """{"id":"pc"}""")).Status.ShouldBe(422);
        (await _plane.MediaPackage("DELETE", "/channels/pc")).Status.ShouldBe(422);
        (await _plane.MediaPackage("DELETE", "/origin_endpoints/pe")).Status.ShouldBe(202);
        (await _plane.MediaPackage("DELETE", "/channels/pc")).Status.ShouldBe(202);
        (await _plane.MediaPackage("DELETE", "/channels/pc")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task An_update_keeps_the_url()
    {
        await _plane.PackageAsync();
        var (_, before) = await _plane.MediaPackage("GET", "/origin_endpoints/pe");
        var (status, after) = await _plane.MediaPackage("PUT", "/origin_endpoints/pe", """{"startoverWindowSeconds":7200,"hlsPackage":{"segmentDurationSeconds":2}}""");
        status.ShouldBe(200);
        ((string?)after["url"]).ShouldBe((string?)before["url"]);
        after["startoverWindowSeconds"]!.GetValue<int>().ShouldBe(7200);
        after["hlsPackage"]!["segmentDurationSeconds"]!.GetValue<int>().ShouldBe(2);
    }

    [Fact]
    public async Task Harvest_jobs_are_refused_honestly()
    {
        var (status, body) = await _plane.MediaPackage(
            "POST", "/harvest_jobs",
            """{"id":"h","originEndpointId":"pe","startTime":"1","endTime":"2","s3Destination":{"bucketName":"b","manifestKey":"k","roleArn":"r"}}""");
        status.ShouldBe(422);
        ((string)body["message"]!).ShouldContain("not emulated");
    }
}
