using System.Text.Json.Nodes;
using Onair.Emulator.MediaLive;

namespace Onair.Tests.Unit.Emulator.CloudWatch;

/// <summary>CloudWatch's metrics of MediaLive.</summary>
public sealed class MetricTests : IDisposable
{
    private readonly ControlPlane _plane = new();

    [Fact]
    public async Task A_running_pipeline_has_the_metrics_of_what_it_receives()
    {
        var stage = await _plane.RunningAsync();
        _plane.Time.Advance(InputAlerts.ProbeSeconds);

        (await Values(Query("rate", "InputVideoFrameRate", stage.Channel), Query("net", "NetworkIn", stage.Channel), Query("alerts", "ActiveAlerts", stage.Channel)))
            .ShouldBe([0, 0, 2]);
        _plane.Media.Receiving = true;
        (await Values(Query("rate", "InputVideoFrameRate", stage.Channel), Query("net", "NetworkIn", stage.Channel), Query("alerts", "ActiveAlerts", stage.Channel)))
            .ShouldBe([30, 2, 0]);
    }

    [Fact]
    public async Task Stopped_and_unknown_channels_have_no_datapoints()
    {
        var stage = await _plane.RunningAsync();

        (await Values(
            Query("pipeline", "NetworkIn", stage.Channel, pipeline: "1"), Query("channel", "NetworkIn", "7"), Query("metric", "Absent", stage.Channel), Query("name", "NetworkIn", stage.Channel, "AWS/Other")))
            .ShouldBeEmpty();
        await _plane.MediaLive("POST", $"/channels/{stage.Channel}/stop");
        (await Values(Query("stopped", "NetworkIn", stage.Channel))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_500_queries_with_ids_of_their_own_are_answered()
    {
        (await Get([.. Enumerable.Range(0, 500).Select(i => Query($"q{i}", "NetworkIn", "7"))])).Status.ShouldBe(200);
        foreach (var refused in (JsonObject[][])[[.. Enumerable.Range(0, 501).Select(i => Query($"q{i}", "NetworkIn", "7"))], [Query("Q", "NetworkIn", "7")], [Query("q", "NetworkIn", "7"), Query("q", "NetworkIn", "8")]])
        {
            var (status, body) = await Get(refused);
            (status, (string?)body["__type"]).ShouldBe((400, "ValidationError"));
        }
    }

    public void Dispose() => _plane.Dispose();

    private static JsonObject Query(string id, string metric, string channel, string space = "AWS/MediaLive", string pipeline = "0") => new()
    {
        ["Id"] = id,
        ["MetricStat"] = new JsonObject
        {
            ["Metric"] = new JsonObject
            {
                ["Namespace"] = space,
                ["MetricName"] = metric,
                ["Dimensions"] = new JsonArray(
                    new JsonObject { ["Name"] = "ChannelId", ["Value"] = channel }, new JsonObject { ["Name"] = "Pipeline", ["Value"] = pipeline }),
            },
            ["Period"] = 60,
            ["Stat"] = "Average",
        },
    };

    private async Task<IReadOnlyList<double>> Values(params JsonObject[] queries)
    {
        var (status, body) = await Get(queries);
        status.ShouldBe(200, body.ToJsonString());
        return [.. body["MetricDataResults"]!.AsArray().SelectMany(r => r!["Values"]!.AsArray()).Select(v => double.Parse(v!.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture))];
    }

    private Task<(int Status, JsonNode Body)> Get(JsonObject[] queries)
    {
        var now = _plane.Time.GetUtcNow().ToUnixTimeSeconds();
        return _plane.Rpc("monitoring", "GetMetricData", new JsonObject
        {
            ["MetricDataQueries"] = new JsonArray([.. queries]),
            ["StartTime"] = now - 300,
            ["EndTime"] = now + 1,
        }.ToJsonString());
    }
}
