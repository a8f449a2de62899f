using System.Text.Json.Nodes;
using Onair.Emulator.MediaLive;

namespace Onair.Tests.Unit.Emulator.MediaLive;

public sealed class ChannelTests : IDisposable
{
    private readonly ControlPlane _plane = new();

    public void Dispose() => _plane.Dispose();

    [Fact]
    public async Task A_channel_lives_from_CREATING_to_DELETED_in_its_time()
    {
        var stage = await _plane.IdleAsync();
        var path = $"/channels/{stage.Channel}";

        State(await _plane.MediaLive("POST", path + "/start")).ShouldBe("STARTING");
        _plane.Time.Advance(59);
        State(await _plane.MediaLive("GET", path)).ShouldBe("STARTING");
        _plane.Time.Advance(1);
        var running = await _plane.UntilAsync(path, "RUNNING");
        running["pipelinesRunningCount"]!.GetValue<int>().ShouldBe(1);
        ((string?)running["pipelineDetails"]![0]!["activeInputAttachmentName"]).ShouldBe("push");
        _plane.Media.Running.ShouldContainKey(stage.Channel);

        State(await _plane.MediaLive("POST", path + "/stop")).ShouldBe("STOPPING");
        _plane.Time.Advance(15);
        (await _plane.UntilAsync(path, "IDLE"))["pipelineDetails"]!.AsArray().ShouldBeEmpty();
        _plane.Media.Running.ShouldBeEmpty();

        State(await _plane.MediaLive("DELETE", path)).ShouldBe("DELETING");
        _plane.Time.Advance(5);
        await _plane.UntilAsync(path, "DELETED");
        (await _plane.MediaLive("GET", "/channels")).Body["channels"]!.AsArray().ShouldBeEmpty();
        await _plane.UntilAsync($"/inputs/{stage.Input}", "DETACHED");
    }

    [Fact]
    public async Task A_stop_lasts_until_the_recording_is_in_the_bucket()
    {
        var stage = await _plane.RunningAsync();
        var recording = new TaskCompletionSource();
        _plane.Media.Stopping = recording.Task;

        await _plane.MediaLive("POST", $"/channels/{stage.Channel}/stop");
        _plane.Time.Advance(100);
        State(await _plane.MediaLive("GET", $"/channels/{stage.Channel}")).ShouldBe("STOPPING");
        recording.SetResult();
        await _plane.UntilAsync($"/channels/{stage.Channel}", "IDLE");
    }

    [Fact]
    public async Task A_start_that_the_media_engine_refuses_ends_IDLE()
    {
        var stage = await _plane.IdleAsync();
        _plane.Media.StartFailure = new InvalidOperationException("no encoder");

        await _plane.MediaLive("POST", $"/channels/{stage.Channel}/start");
        _plane.Time.Advance(60);
        await _plane.UntilAsync($"/channels/{stage.Channel}", "IDLE");
    }

    [Theory]
    [InlineData("POST", "/channels/{channel}/start", "")]
    [InlineData("PUT", "/channels/{channel}", """{"name":"other"}""")]
    [InlineData("PUT", "/channels/{channel}/channelClass", """{"channelClass":"STANDARD"}""")]
    [InlineData("DELETE", "/channels/{channel}", "")]
    [InlineData("PUT", "/inputs/{input}", """{"name":"other"}""")]
    [InlineData("DELETE", "/inputs/{input}", "")]
    public async Task Answers_a_change_that_a_running_channel_forbids_with_a_conflict(string method, string path, string body)
    {
        var stage = await _plane.RunningAsync();
        var target = path.Replace("{channel}", stage.Channel, StringComparison.Ordinal).Replace("{input}", stage.Input, StringComparison.Ordinal);

        var response = await _plane.Send("medialive", method, "/prod" + target, body);

        response.StatusCode.ShouldBe(409);
        response.Headers["x-amzn-ErrorType"].ToString().ShouldBe("ConflictException");
    }

    [Fact]
    public async Task A_running_channel_allows_tags_rules_and_schedule()
    {
        var stage = await _plane.RunningAsync();
        var arn = Uri.EscapeDataString($"arn:aws:medialive:us-east-1:000000000000:channel:{stage.Channel}");

        (await _plane.MediaLive("POST", $"/tags/{arn}", """{"tags":{"b":"2","a":"1"}}""")).Status.ShouldBe(204);
        (await _plane.MediaLive("DELETE", $"/tags/{arn}?tagKeys=b")).Status.ShouldBe(204);
        (await _plane.MediaLive("GET", $"/tags/{arn}")).Body.ToJsonString().ShouldBe("""{"tags":{"a":"1"}}""");

        (await _plane.MediaLive("PUT", $"/inputSecurityGroups/{stage.Group}", """{"whitelistRules":[{"cidr":"192.0.2.0/24"}]}""")).Status.ShouldBe(200);
        _plane.Time.Advance(2);
        await _plane.UntilAsync($"/inputSecurityGroups/{stage.Group}", "IN_USE");
        _plane.Media.Ingest.ShouldHaveSingleItem().AllowedCidrs.ShouldBe(["192.0.2.0/24"]);

        const string action = """{"actionName":"pause","scheduleActionStartSettings":{"immediateModeScheduleActionStartSettings":{}},"scheduleActionSettings":{"pauseStateSettings":{"pipelines":[]}}}""";
        (await _plane.MediaLive("PUT", $"/channels/{stage.Channel}/schedule", "{\"creates\":{\"scheduleActions\":[" + action + "]}}")).Status.ShouldBe(200);
        (await _plane.MediaLive("GET", $"/channels/{stage.Channel}/schedule")).Body["scheduleActions"]!.AsArray().Count.ShouldBe(1);
        (await _plane.MediaLive("PUT", $"/channels/{stage.Channel}/schedule", """{"deletes":{"actionNames":["none"]}}""")).Status.ShouldBe(422);
    }

    [Fact]
    public async Task A_security_group_in_use_is_not_deleted()
    {
        var stage = await _plane.IdleAsync();
        var (status, body) = await _plane.MediaLive("DELETE", $"/inputSecurityGroups/{stage.Group}");
        status.ShouldBe(400);
        ((string)body["message"]!).ShouldContain(stage.Input);
    }

    [Fact]
    public async Task The_same_request_id_answers_with_the_same_resource()
    {
        var group = await _plane.GroupAsync();
        var input = await _plane.InputAsync(group);
        await _plane.PackageAsync();
        var request = Fixtures.ChannelRequest(input, "token").ToJsonString();

        var first = await _plane.MediaLive("POST", "/channels", request);
        var second = await _plane.MediaLive("POST", "/channels", request);

        ((string?)second.Body["channel"]!["id"]).ShouldBe((string?)first.Body["channel"]!["id"]);
        (await _plane.MediaLive("GET", "/channels")).Body["channels"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_input_feeds_one_channel()
    {
        var stage = await _plane.IdleAsync();
        var (status, body) = await _plane.MediaLive("POST", "/channels", Fixtures.ChannelRequest(stage.Input).ToJsonString());
        status.ShouldBe(409);
        ((string?)body["message"]).ShouldBe($"inputId={stage.Input} is already attached");
    }

    [Fact]
    public async Task Defaults_are_filled_in_and_lists_reordered()
    {
        var stage = await _plane.IdleAsync();
        var (_, channel) = await _plane.MediaLive("GET", $"/channels/{stage.Channel}");

        channel["destinations"]!.AsArray().Select(d => (string?)d!["id"]).ShouldBe(["archive", "package"]);
        var videos = channel["encoderSettings"]!["videoDescriptions"]!.AsArray();
        videos.Select(v => (string?)v!["name"]).ShouldBe(["v360", "v720"]);
        ((string?)videos[0]!["scalingBehavior"]).ShouldBe("DEFAULT");
        ((string?)videos[0]!["codecSettings"]!["h264Settings"]!["entropyEncoding"]).ShouldBe("CABAC");
        ((string?)channel["encoderSettings"]!["audioDescriptions"]![0]!["codecSettings"]!["aacSettings"]!["codingMode"]).ShouldBe("CODING_MODE_2_0");
        channel["encoderSettings"]!["outputGroups"]![1]!["outputGroupSettings"]!["archiveGroupSettings"]!["rolloverInterval"]!.GetValue<int>().ShouldBe(300);
        ((string?)channel["logLevel"]).ShouldBe("DISABLED");
    }

    [Fact]
    public async Task An_update_keeps_what_it_does_not_name()
    {
        var stage = await _plane.IdleAsync();
        var (_, updating) = await _plane.MediaLive("PUT", $"/channels/{stage.Channel}", """{"name":"renamed"}""");
        ((string?)updating["channel"]!["state"]).ShouldBe("UPDATING");
        _plane.Time.Advance(3);
        var channel = await _plane.UntilAsync($"/channels/{stage.Channel}", "IDLE");
        ((string?)channel["name"]).ShouldBe("renamed");
        channel["encoderSettings"]!["outputGroups"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Alerts_tell_a_running_pipeline_without_input()
    {
        var stage = await _plane.RunningAsync();
        var path = $"/channels/{stage.Channel}/alerts";

        (await _plane.MediaLive("GET", path)).Body["alerts"]!.AsArray().ShouldBeEmpty();
        _plane.Time.Advance(InputAlerts.ProbeSeconds);
        var (_, alerts) = await _plane.MediaLive("GET", path + "?stateFilter=SET");
        alerts["alerts"]!.AsArray().Select(a => (string?)a!["alertType"]).ShouldBe(["RTMP Stream Not Found", "Initial Probe is Taking Longer Than Expected"]);
        _plane.Media.Receiving = true;
        (await _plane.MediaLive("GET", path + "?stateFilter=SET")).Body["alerts"]!.AsArray().ShouldBeEmpty();
        (await _plane.MediaLive("GET", path + "?stateFilter=CLEARED")).Body["alerts"]!.AsArray().Count.ShouldBe(2);
        (await _plane.MediaLive("POST", $"/channels/{stage.Channel}/stop")).Status.ShouldBe(200);
        (await _plane.MediaLive("GET", path)).Body["alerts"]!.AsArray().Count.ShouldBe(2);
        _plane.Time.Advance(300);
        (await _plane.MediaLive("GET", path)).Body["alerts"]!.AsArray().ShouldBeEmpty();
    }

    private static string? State((int Status, JsonNode Body) answer) => (string?)answer.Body["state"];
}
