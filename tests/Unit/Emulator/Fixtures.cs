using System.Text.Json.Nodes;

namespace Onair.Tests.Unit.Emulator;

/// <summary>Requests that make a working channel, and steps that bring one into a state.</summary>
internal static class Fixtures
{
    public static JsonObject ChannelRequest(string inputId, string? requestId = null) => new()
    {
        ["name"] = "stage",
        ["channelClass"] = "SINGLE_PIPELINE",
        ["requestId"] = requestId,
        ["destinations"] = new JsonArray(
            JsonNode.Parse("""{"id":"package","mediaPackageSettings":[{"channelId":"pc"}]}"""),
            JsonNode.Parse("""{"id":"archive","settings":[{"url":"s3ssl://archive/2026/stage"}]}""")),
        ["inputAttachments"] = new JsonArray(new JsonObject { ["inputId"] = inputId, ["inputAttachmentName"] = "push" }),
        ["encoderSettings"] = JsonNode.Parse(
            """
            {
              "timecodeConfig": {"source": "SYSTEMCLOCK"},
              "audioDescriptions": [{"name": "aac", "audioSelectorName": "default", "codecSettings": {"aacSettings": {"bitrate": 128000}}}],
              "videoDescriptions": [
                {"name": "v720", "width": 1280, "height": 720, "codecSettings": {"h264Settings": {"bitrate": 2500000, "framerateControl": "SPECIFIED", "framerateNumerator": 30, "framerateDenominator": 1, "gopSize": 60, "gopSizeUnits": "FRAMES"}}},
                {"name": "v360", "width": 640, "height": 360, "codecSettings": {"h264Settings": {"bitrate": 800000, "framerateControl": "SPECIFIED", "framerateNumerator": 30, "framerateDenominator": 1, "gopSize": 2, "gopSizeUnits": "SECONDS"}}}],
              "outputGroups": [
                {"name": "live", "outputGroupSettings": {"mediaPackageGroupSettings": {"destination": {"destinationRefId": "package"}}}, "outputs": [
                  {"outputName": "o720", "videoDescriptionName": "v720", "audioDescriptionNames": ["aac"], "outputSettings": {"mediaPackageOutputSettings": {}}},
                  {"outputName": "o360", "videoDescriptionName": "v360", "audioDescriptionNames": ["aac"], "outputSettings": {"mediaPackageOutputSettings": {}}}]},
                {"name": "record", "outputGroupSettings": {"archiveGroupSettings": {"destination": {"destinationRefId": "archive"}}}, "outputs": [
                  {"outputName": "rec", "videoDescriptionName": "v720", "audioDescriptionNames": ["aac"], "outputSettings": {"archiveOutputSettings": {"nameModifier": "-$dt$-$h$", "containerSettings": {"m2tsSettings": {}}}}}]}]
            }
            """),
    };

    public static async Task<string> GroupAsync(this ControlPlane plane) =>
        (string)(await plane.MediaLive("POST", "/inputSecurityGroups", """{"whitelistRules":[{"cidr":"10.0.0.0/8"}]}""")).Body["securityGroup"]!["id"]!;

    public static async Task<string> InputAsync(this ControlPlane plane, string group, string stream = "live/key")
    {
        var request = $$"""{"name":"in","type":"RTMP_PUSH","inputSecurityGroups":["{{group}}"],"destinations":[{"streamName":"{{stream}}"}]}""";
        var (status, body) = await plane.MediaLive("POST", "/inputs", request);
        status.ShouldBe(201, body.ToJsonString());
        var id = (string)body["input"]!["id"]!;
        plane.Time.Advance(2);
        await plane.UntilAsync($"/inputs/{id}", "DETACHED");
        return id;
    }

    public static async Task PackageAsync(this ControlPlane plane)
    {
        (await plane.MediaPackage("POST", "/channels", """{"id":"pc"}""")).Status.ShouldBe(200);
        (await plane.MediaPackage("POST", "/origin_endpoints", """{"id":"pe","channelId":"pc","hlsPackage":{"segmentDurationSeconds":2},"startoverWindowSeconds":3600}""")).Status.ShouldBe(200);
    }

    /// <summary>A channel that is IDLE, with all it needs.</summary>
    public static async Task<Stage> IdleAsync(this ControlPlane plane)
    {
        var group = await plane.GroupAsync();
        var input = await plane.InputAsync(group);
        await plane.PackageAsync();
        var (status, body) = await plane.MediaLive("POST", "/channels", ChannelRequest(input).ToJsonString());
        status.ShouldBe(201, body.ToJsonString());
        var id = (string)body["channel"]!["id"]!;
        plane.Time.Advance(5);
        await plane.UntilAsync($"/channels/{id}", "IDLE");
        return new Stage(group, input, id);
    }

    public static async Task<Stage> RunningAsync(this ControlPlane plane)
    {
        var stage = await plane.IdleAsync();
        (await plane.MediaLive("POST", $"/channels/{stage.Channel}/start")).Status.ShouldBe(200);
        plane.Time.Advance(60);
        await plane.UntilAsync($"/channels/{stage.Channel}", "RUNNING");
        return stage;
    }
}

/// <summary>The ids of a working channel.</summary>
internal sealed record Stage(string Group, string Input, string Channel);
