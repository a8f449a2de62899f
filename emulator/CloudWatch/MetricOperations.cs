using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Onair.Emulator.Media;
using Onair.Emulator.MediaLive;
using Onair.Emulator.Protocol;
using Onair.Emulator.State;

namespace Onair.Emulator.CloudWatch;

/// <summary>
/// GetMetricData for MediaLive's metrics, see "Monitoring channels using Amazon CloudWatch metrics" in the MediaLive user guide. A metric has one
/// datapoint, of the latest period: what its pipeline sees now. A channel that does not run has none.
/// </summary>
internal sealed partial class MetricOperations(MediaLiveAccount account, IMediaEngine engine, AlertMonitor alerts)
{
    private const int MostQueries = 500;

    // Neither is measured: the values only tell video from none.
    private const double FrameRate = 30;
    private const double Megabits = 2;

    public JsonObject GetMetricData(JsonObject input)
    {
        var queries = input.Items("MetricDataQueries").ToList();
        if (queries.Count is 0 or > MostQueries) throw Invalid($"MetricDataQueries: count {queries.Count} must be between 1 and {MostQueries}");
        if (queries.Find(q => !QueryId().IsMatch(q.Required("Id"))) is { } bad) throw Invalid($"Id: value '{bad.Text("Id")}' must begin with a lower-case letter and hold only letters, digits and underscores");
        if (queries.DistinctBy(q => q.Text("Id")).Count() < queries.Count) throw Invalid("Id: must not repeat within a request");
        if (queries.Exists(q => q.At("MetricStat") is null)) throw Invalid("MetricStat: is required, expressions are not emulated");
        var (start, end) = (Moment(input, "StartTime"), Moment(input, "EndTime"));
        if (start >= end) throw Invalid("StartTime: must be before EndTime");
        return new JsonObject
        {
            ["MetricDataResults"] = new JsonArray([.. queries.Select(q => Result(q, start, end))]),
            ["Messages"] = new JsonArray(),
        };
    }

    private static DateTimeOffset Moment(JsonObject input, string name) => DateTimeOffset.UnixEpoch.AddSeconds(input.Number(name)!.Value);

    private static OperationException Invalid(string message) => new("ValidationError", message);

    private JsonObject Result(JsonNode query, DateTimeOffset start, DateTimeOffset end)
    {
        var (stat, name) = (query.At("MetricStat")!, query.Text("MetricStat.Metric.MetricName"));
        var latest = account.Now < end ? account.Now : end.AddTicks(-1);
        var period = (long)stat.Number("Period")!.Value;
        var seconds = latest.ToUnixTimeSeconds() / period * period;
        var value = DateTimeOffset.FromUnixTimeSeconds(seconds) >= start ? Value(stat["Metric"]!, name) : null;
        return new JsonObject
        {
            ["Id"] = query.Required("Id"),
            ["Label"] = query.Text("Label") ?? name,
            ["Timestamps"] = value is null ? [] : new JsonArray(seconds),
            ["Values"] = value is null ? [] : new JsonArray(value.Value),
            ["StatusCode"] = "Complete",
        };
    }

    private double? Value(JsonNode metric, string? name)
    {
        var dimensions = metric.Items("Dimensions").ToDictionary(d => d.Required("Name"), d => d.Required("Value"), StringComparer.Ordinal);
        if (metric.Text("Namespace") != "AWS/MediaLive" || dimensions.Count != 2
            || !dimensions.TryGetValue("ChannelId", out var id) || !dimensions.TryGetValue("Pipeline", out var pipeline)
            || !account.Channels.TryGet(id, out var channel) || channel.State != ChannelState.Running
            || engine.Health(id).FirstOrDefault(h => $"{h.Pipeline}" == pipeline) is not { } health)
            return null;
        return name switch
        {
            "ActiveAlerts" => alerts.Alerts(channel).Count(a => a.Cleared is null && a.Pipeline == health.Pipeline),
            "InputVideoFrameRate" => health.Receiving ? FrameRate : 0,
            "NetworkIn" => health.Receiving ? Megabits : 0,
            _ => null,
        };
    }

    [GeneratedRegex("^[a-z][A-Za-z0-9_]*$")]
    private static partial Regex QueryId();
}
