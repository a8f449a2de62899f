using Onair.Emulator.Media;

namespace Onair.Tests.Unit.Emulator.MediaLive;

public sealed class ChannelStartTests : IDisposable
{
    private readonly ControlPlane _plane = new(o => o.EventualConsistencyMilliseconds = 500);

    public void Dispose() => _plane.Dispose();

    [Fact]
    public async Task The_plan_is_what_the_settings_say()
    {
        var stage = await IdleAsync();
        await _plane.MediaLive("POST", $"/channels/{stage.Channel}/start");
        _plane.Time.Advance(60);
        await _plane.UntilAsync($"/channels/{stage.Channel}", "RUNNING");

        var plan = _plane.Media.Running[stage.Channel];
        plan.Pipelines.ShouldBe([new PipelineSource(0, stage.Input, "live", "key")]);
        plan.Renditions.ShouldBe(
        [
            new Rendition("o720", 1280, 720, 2_500_000, 128_000, 30, 1, 2),
            new Rendition("o360", 640, 360, 800_000, 128_000, 30, 1, 2),
        ]);
        var endpoint = plan.Package!.Endpoints.ShouldHaveSingleItem();
        (endpoint.ManifestName, endpoint.SegmentSeconds, endpoint.PlaylistWindowSeconds, endpoint.StartoverWindowSeconds).ShouldBe(("index", 2, 60, 3600));
        plan.Archives.ShouldBe([new ArchivePlan(0, "archive", "2026/stage", "-20260101T000008-720", 300)]);
    }

    [Fact]
    public async Task A_missing_bucket_fails_the_start()
    {
        var stage = await IdleAsync();
        _plane.Buckets.Names.Clear();
        await ShouldFail(stage, "bucket 'archive' does not exist");
    }

    [Fact]
    public async Task A_missing_package_channel_fails_the_start()
    {
        var stage = await IdleAsync();
        await _plane.MediaPackage("DELETE", "/origin_endpoints/pe");
        await _plane.MediaPackage("DELETE", "/channels/pc");
        await ShouldFail(stage, "MediaPackage channel 'pc' does not exist");
    }

    [Fact]
    public async Task Duplicate_destinations_pass_the_creation_and_fail_the_start()
    {
        var group = await _plane.GroupAsync();
        var input = await _plane.InputAsync(group);
        await _plane.PackageAsync();
        _plane.Time.Advance(1);
        var request = Fixtures.ChannelRequest(input);
        var groups = request["encoderSettings"]!["outputGroups"]!.AsArray();
        groups.Add(groups[1]!.DeepClone());

        var (status, body) = await _plane.MediaLive("POST", "/channels", request.ToJsonString());
        status.ShouldBe(201);
        _plane.Time.Advance(5);
        var id = (string)body["channel"]!["id"]!;
        await _plane.UntilAsync($"/channels/{id}", "IDLE");
        await ShouldFail(new Stage(group, input, id), "2 outputs write to the same destination");
    }

    [Fact]
    public async Task A_new_package_channel_is_unknown_to_MediaLive_for_a_moment()
    {
        var input = await _plane.InputAsync(await _plane.GroupAsync());
        await _plane.PackageAsync();
        var request = Fixtures.ChannelRequest(input).ToJsonString();

        var (status, body) = await _plane.MediaLive("POST", "/channels", request);
        status.ShouldBe(422);
        ((string?)body["validationErrors"]![0]!["elementPath"]).ShouldBe("destinations[0].mediaPackageSettings[0].channelId");
        _plane.Time.Advance(1);
        (await _plane.MediaLive("POST", "/channels", request)).Status.ShouldBe(201);
    }

    private async Task<Stage> IdleAsync()
    {
        var input = await _plane.InputAsync(await _plane.GroupAsync());
        await _plane.PackageAsync();
        _plane.Time.Advance(1);
        var (_, body) = await _plane.MediaLive("POST", "/channels", Fixtures.ChannelRequest(input).ToJsonString());
        var id = (string)body["channel"]!["id"]!;
        _plane.Time.Advance(5);
        await _plane.UntilAsync($"/channels/{id}", "IDLE");
        return new Stage("", input, id);
    }

    private async Task ShouldFail(Stage stage, string reason)
    {
        var (status, body) = await _plane.MediaLive("POST", $"/channels/{stage.Channel}/start");
        status.ShouldBe(400);
        ((string)body["message"]!).ShouldContain(reason);
        ((string?)(await _plane.MediaLive("GET", $"/channels/{stage.Channel}")).Body["state"]).ShouldBe("IDLE");
    }
}
