using System.Text.Json.Nodes;

namespace Onair.Tests.Unit.Emulator.MediaConvert;

public sealed class JobRefusalTests
{
    [Theory]
    [InlineData("settings.inputs[1].fileInput", "\"https://example.org/a.ts\"", "settings.inputs[1].fileInput: value 'https://example.org/a.ts' is not emulated")]
    [InlineData("settings.inputs[0].timecodeSource", "\"EMBEDDED\"", "settings.inputs[0].timecodeSource: EMBEDDED, the default, is not emulated")]
    [InlineData("settings.inputs[0].timecodeSource", "\"SPECIFIEDSTART\"", "settings.inputs[0].timecodeStart: is required")]
    [InlineData("settings.inputs[0].inputClippings", "[{}]", "settings.inputs[0].inputClippings[0]: must have startTimecode or endTimecode")]
    [InlineData("settings.inputs[0].inputClippings", "[{\"startTimecode\":\"1:00\"}]", "startTimecode: value '1:00' must satisfy regular expression pattern")]
    [InlineData("settings.inputs[0].crop", "{\"x\":2,\"y\":2,\"width\":4,\"height\":4}", "settings.inputs[0].crop: is not emulated")]
    [InlineData("settings.inputs", "[]", "settings.inputs: must have at least 1 item")]
    [InlineData("settings.outputGroups", "[]", "settings.outputGroups: must have at least 1 item")]
    [InlineData("settings.outputGroups[0].outputGroupSettings.type", "\"HLS_GROUP_SETTINGS\"", "value 'HLS_GROUP_SETTINGS' is not emulated: the emulator writes FILE_GROUP_SETTINGS only")]
    [InlineData("settings.outputGroups[0].outputGroupSettings.fileGroupSettings.destination", "null", "destination: value '' must be s3://bucket/path")]
    [InlineData("settings.outputGroups[0].outputGroupSettings.fileGroupSettings.destination", "\"s3://output/$dt$\"", "destination: format identifiers are not emulated")]
    [InlineData("settings.outputGroups[0].outputs", "[]", "settings.outputGroups[0].outputs: must have at least 1 item")]
    [InlineData("settings.outputGroups[0].outputs[0].containerSettings.container", "\"MOV\"", "value 'MOV' is not emulated: the emulator writes MP4 only")]
    [InlineData("settings.outputGroups[0].outputs[0].preset", "\"System-Generic\"", "outputs[0].preset: is not emulated")]
    [InlineData("settings.outputGroups[0].outputs[0].videoDescription", "null", "videoDescription: an output without video is not emulated")]
    [InlineData("settings.outputGroups[0].outputs[0].videoDescription.height", "361", "videoDescription.height: value 361 must be even")]
    [InlineData("settings.outputGroups[0].outputs[0].videoDescription.codecSettings.codec", "\"AV1\"", "value 'AV1' is not emulated: the emulator encodes H_264 only")]
    [InlineData("settings.outputGroups[0].outputs[0].videoDescription.codecSettings.h264Settings.rateControlMode", "\"CBR\"", "h264Settings.bitrate: is required with rateControlMode CBR")]
    [InlineData("settings.outputGroups[0].outputs[0].videoDescription.codecSettings.h264Settings.maxBitrate", "null", "h264Settings.maxBitrate: is required with rateControlMode QVBR")]
    [InlineData("settings.outputGroups[0].outputs[0].videoDescription.codecSettings.h264Settings.framerateControl", "\"SPECIFIED\"", "framerateNumerator: is required")]
    [InlineData("settings.outputGroups[0].outputs[0].audioDescriptions[0].codecSettings.codec", "\"MP3\"", "value 'MP3' is not emulated: the emulator encodes AAC only")]
    [InlineData("settings.outputGroups[0].outputs[0].audioDescriptions[0].codecSettings.aacSettings.sampleRate", "null", "aacSettings.sampleRate: is required")]
    [InlineData("settings.esam", "{\"responseSignalPreroll\":1}", "settings.esam: is not emulated")]
    [InlineData("settings.unknown", "1", "settings.unknown: is not a member of JobSettings")]
    [InlineData("role", "null", "role: is required")]
    [InlineData("hopDestinations", "[{\"queue\":\"q\"}]", "hopDestinations: is not emulated")]
    public async Task Refuses_invalid_and_unsupported_settings_by_name(string path, string value, string message)
    {
        using var plane = new ControlPlane();
        var request = JobRequests.Job();
        Set(request, path, JsonNode.Parse(value));
        var (status, body) = await plane.MediaConvert("POST", "/jobs", request.ToJsonString());
        status.ShouldBe(400, body.ToJsonString());
        ((string)body["message"]!).ShouldContain(message);
        ((JsonArray)(await plane.MediaConvert("GET", "/jobs")).Body["jobs"]!).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("GET", "/jobs/1-a", "The specified job was not found: jobArn=arn:aws:mediaconvert:us-east-1:000000000000:jobs/1-a.")]
    [InlineData("DELETE", "/jobs/1-a", "The specified job was not found")]
    [InlineData("GET", "/queues/none", "The specified queue was not found: queueArn=arn:aws:mediaconvert:us-east-1:000000000000:queues/none.")]
    [InlineData("GET", "/jobTemplates/none", "The specified job template was not found")]
    [InlineData("GET", "/tags/arn%3Aaws%3Amediaconvert%3Aus-east-1%3A000000000000%3Ajobs%2F1-a", "The specified resource was not found")]
    public async Task Answers_404_for_a_missing_resource(string method, string path, string message)
    {
        using var plane = new ControlPlane();
        var (status, body) = await plane.MediaConvert(method, path);
        status.ShouldBe(404, body.ToJsonString());
        ((string)body["message"]!).ShouldContain(message);
    }

    [Theory]
    [InlineData("queue")]
    [InlineData("jobTemplate")]
    public async Task A_job_cannot_name_what_does_not_exist(string member)
    {
        using var plane = new ControlPlane();
        var request = JobRequests.Job();
        request[member] = "none";
        (await plane.MediaConvert("POST", "/jobs", request.ToJsonString())).Status.ShouldBe(404);
    }

    [Theory]
    [InlineData("/queues", """{"name":"night"}""")]
    [InlineData("/jobTemplates", """{"name":"night","settings":{}}""")]
    public async Task A_name_is_had_once(string path, string body)
    {
        using var plane = new ControlPlane();
        (await plane.MediaConvert("POST", path, body)).Status.ShouldBe(201);
        (await plane.MediaConvert("POST", path, body)).Status.ShouldBe(409);
    }

    private static void Set(JsonObject request, string path, JsonNode? value)
    {
        JsonNode node = request;
        var parts = path.Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.');
        foreach (var part in parts[..^1]) node = int.TryParse(part, out var index) ? node[index]! : node[part]!;
        node[parts[^1]] = value;
    }
}
