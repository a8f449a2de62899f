using static Onair.Tests.Unit.Emulator.Ivs.IvsFixtures;

namespace Onair.Tests.Unit.Emulator.Ivs;

public sealed class IvsRecordingTests : IDisposable
{
    private readonly ControlPlane _plane = new();

    public void Dispose() => _plane.Dispose();

    [Fact]
    public async Task A_configuration_is_usable_once_it_is_active()
    {
        var arn = await CreateAsync("archive");
        (await StateAsync(arn)).ShouldBe("CREATING");
        var (early, body) = await _plane.Ivs("CreateChannel", Json("recordingConfigurationArn", arn));
        early.ShouldBe(400);
        ((string)body["message"]!).ShouldContain("must be ACTIVE, not CREATING");

        _plane.Time.Advance(6);

        (await StateAsync(arn)).ShouldBe("ACTIVE");
        var channel = await _plane.IvsChannelAsync(Json("recordingConfigurationArn", arn));
        (await _plane.Ivs("ListChannels", Json("filterByRecordingConfigurationArn", arn))).Body["channels"]!.AsArray().ShouldHaveSingleItem();
        (await _plane.Ivs("DeleteRecordingConfiguration", Json("arn", arn))).Status.ShouldBe(409, "it is in use");
        (await _plane.Ivs("UpdateChannel", $$"""{"arn":"{{channel.Arn}}","recordingConfigurationArn":""}""")).Status.ShouldBe(200);
        (await _plane.Ivs("DeleteRecordingConfiguration", Json("arn", arn))).Status.ShouldBe(204);
        (await _plane.Ivs("GetRecordingConfiguration", Json("arn", arn))).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_configuration_for_a_bucket_that_does_not_exist_fails()
    {
        var arn = await CreateAsync("nowhere");
        _plane.Time.Advance(6);

        (await StateAsync(arn)).ShouldBe("CREATE_FAILED");
        (await _plane.Ivs("CreateChannel", Json("recordingConfigurationArn", arn))).Status.ShouldBe(400);
        (await _plane.Ivs("DeleteRecordingConfiguration", Json("arn", arn))).Status.ShouldBe(204);
    }

    [Fact]
    public async Task Defaults_are_filled_in()
    {
        var arn = await CreateAsync("archive");

        var configuration = (await _plane.Ivs("GetRecordingConfiguration", Json("arn", arn))).Body["recordingConfiguration"]!;

        ((int)configuration["recordingReconnectWindowSeconds"]!).ShouldBe(0);
        ((string)configuration["thumbnailConfiguration"]!["recordingMode"]!).ShouldBe("INTERVAL");
        ((int)configuration["thumbnailConfiguration"]!["targetIntervalSeconds"]!).ShouldBe(60);
        ((string)configuration["renditionConfiguration"]!["renditionSelection"]!).ShouldBe("ALL");
        ((string)configuration["destinationConfiguration"]!["s3"]!["bucketName"]!).ShouldBe("archive");
        (await _plane.Ivs("ListRecordingConfigurations")).Body["recordingConfigurations"]!.AsArray().ShouldHaveSingleItem()!["thumbnailConfiguration"].ShouldBeNull();
    }

    [Theory]
    [InlineData("{}", "destinationConfiguration: is required")]
    [InlineData("""{"destinationConfiguration":{}}""", "destinationConfiguration.s3: is required")]
    [InlineData("""{"destinationConfiguration":{"s3":{"bucketName":"A"}}}""", "destinationConfiguration.s3.bucketName: value 'A'")]
    [InlineData("""{"destinationConfiguration":{"s3":{"bucketName":"archive"}},"recordingReconnectWindowSeconds":301}""", "recordingReconnectWindowSeconds: value 301 must be less than or equal to 300")]
    public async Task A_bad_configuration_is_told_by_field_value_and_rule(string request, string message)
    {
        var (status, body) = await _plane.Ivs("CreateRecordingConfiguration", request);

        status.ShouldBe(400);
        ((string)body["message"]!).ShouldContain(message);
    }

    private async Task<string> CreateAsync(string bucket)
    {
        var (status, body) = await _plane.Ivs("CreateRecordingConfiguration", """{"destinationConfiguration":{"s3":{"bucketName":"BUCKET"}}}""".Replace("BUCKET", bucket, StringComparison.Ordinal));
        status.ShouldBe(200, body.ToJsonString());
        return (string)body["recordingConfiguration"]!["arn"]!;
    }

    private async Task<string> StateAsync(string arn) => (string)(await _plane.Ivs("GetRecordingConfiguration", Json("arn", arn))).Body["recordingConfiguration"]!["state"]!;
}
