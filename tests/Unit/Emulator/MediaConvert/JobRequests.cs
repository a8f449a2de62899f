using System.Text.Json.Nodes;

namespace Onair.Tests.Unit.Emulator.MediaConvert;

/// <summary>Requests for jobs, and steps that bring one into a state.</summary>
internal static class JobRequests
{
    public static JsonObject Job(string? token = null, string? queue = null) => new()
    {
        ["clientRequestToken"] = token,
        ["queue"] = queue,
        ["role"] = "arn:aws:iam::000000000000:role/convert",
        ["tags"] = new JsonObject { ["onair.dev/uid"] = "u-1" },
        ["userMetadata"] = new JsonObject { ["section"] = "1" },
        ["settings"] = Settings(),
    };

    public static JsonObject Settings() => (JsonObject)JsonNode.Parse(
        """
        {
          "timecodeConfig": {"source": "ZEROBASED"},
          "inputs": [
            {"fileInput": "s3://archive/2026/s1/a.000001.ts", "timecodeSource": "ZEROBASED",
             "audioSelectors": {"Audio Selector 1": {"defaultSelection": "DEFAULT"}},
             "inputClippings": [{"startTimecode": "00:00:01:10", "endTimecode": "00:01:00:00"}]},
            {"fileInput": "s3://archive/2026/s1/a.000002.ts"}],
          "outputGroups": [
            {"name": "File Group",
             "outputGroupSettings": {"type": "FILE_GROUP_SETTINGS", "fileGroupSettings": {"destination": "s3://output/2026/s1/index_1"}},
             "outputs": [
               {"containerSettings": {"container": "MP4", "mp4Settings": {"moovPlacement": "PROGRESSIVE_DOWNLOAD"}},
                "videoDescription": {"codecSettings": {"codec": "H_264", "h264Settings": {"rateControlMode": "QVBR", "maxBitrate": 5000000}}},
                "audioDescriptions": [{"audioSourceName": "Audio Selector 1", "codecSettings": {"codec": "AAC",
                  "aacSettings": {"bitrate": 96000, "codingMode": "CODING_MODE_2_0", "sampleRate": 48000}}}]}]}]
        }
        """)!;

    public static async Task<JsonNode> CreateAsync(this ControlPlane plane, JsonObject? request = null)
    {
        var (status, body) = await plane.MediaConvert("POST", "/jobs", (request ?? Job()).ToJsonString());
        status.ShouldBe(201, body.ToJsonString());
        return body["job"]!;
    }

    public static async Task<string> ProgressingAsync(this ControlPlane plane)
    {
        var id = (string)(await plane.CreateAsync())["id"]!;
        plane.Time.Advance(3);
        await plane.JobAsync(id, "PROGRESSING");
        return id;
    }

    /// <summary>Waits for a job's status; transitions settle on other threads.</summary>
    public static async Task<JsonNode> JobAsync(this ControlPlane plane, string id, string status)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        while (true)
        {
            var job = (await plane.MediaConvert("GET", $"/jobs/{id}")).Body["job"]!;
            if ((string?)job["status"] == status) return job;
            await Task.Delay(1, limit.Token);
        }
    }
}
