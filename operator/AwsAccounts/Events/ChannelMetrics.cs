using Amazon.CloudWatch;
using Amazon.CloudWatch.Model;
using Onair.Aws;

namespace Onair.Operator.AwsAccounts.Events;

/// <summary>The latest metrics of a pipeline. A metric is null without a datapoint of the last minutes: the channel does not run, or just started.</summary>
/// <param name="FrameRate">InputVideoFrameRate in frames per second; 0 when no video arrives.</param>
/// <param name="NetworkIn">NetworkIn in megabits per second.</param>
/// <param name="At">When the period of the newer one began; null without any.</param>
internal sealed record PipelineMetrics(double? FrameRate, double? NetworkIn, DateTimeOffset? At);

/// <summary>
/// Reads what many channels receive in few calls, from CloudWatch's namespace AWS/MediaLive: "Monitoring channels using Amazon CloudWatch
/// metrics" in MediaLive's user guide. AWS charges by the metric that is read.
/// </summary>
internal static class ChannelMetrics
{
    /// <summary>GetMetricData's limit.</summary>
    public const int QueriesPerCall = 500;

    private const string FrameRate = "InputVideoFrameRate";
    private const string NetworkIn = "NetworkIn";
    private const int PeriodSeconds = 60;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    /// <summary>The metrics of each pipeline; null when the provider's credentials may not read them (<c>cloudwatch:GetMetricData</c>).</summary>
    /// <param name="account">The account.</param>
    /// <param name="channels">The ids of channels, and how many pipelines each has.</param>
    /// <param name="now">The latest time to read.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IReadOnlyDictionary<(string ChannelId, int Pipeline), PipelineMetrics>?> ReadAsync(
        ProviderAccount account, IReadOnlyCollection<(string ChannelId, int Pipelines)> channels, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var pipelines = channels.SelectMany(c => Enumerable.Range(0, c.Pipelines).Select(pipeline => (c.ChannelId, Pipeline: pipeline))).Distinct().ToList();
        var latest = new Dictionary<string, (double Value, DateTime At)>(StringComparer.Ordinal);
        try
        {
            foreach (var queries in pipelines.SelectMany(Queries).Chunk(QueriesPerCall)) await ReadAsync(account, [.. queries], now, latest, cancellationToken);
        }
        catch (AmazonCloudWatchException e) when (AwsErrorReader.Classify(e).Kind == AwsErrorKind.AccessDenied)
        {
            return null;
        }

        return pipelines.Index().ToDictionary(p => p.Item, p => Metrics(Latest(latest, "f", p.Index), Latest(latest, "n", p.Index)));
    }

    private static async Task ReadAsync(
        ProviderAccount account, List<MetricDataQuery> queries, DateTimeOffset now, Dictionary<string, (double Value, DateTime At)> latest, CancellationToken cancellationToken)
    {
        var request = new GetMetricDataRequest
        {
            MetricDataQueries = queries,
            StartTime = (now - Window).UtcDateTime,
            EndTime = now.UtcDateTime,
            ScanBy = ScanBy.TimestampDescending,
        };
        do
        {
            var page = await account.CloudWatch.CallAsync("GetMetricData", (cloudWatch, c) => cloudWatch.GetMetricDataAsync(request, c), cancellationToken);
            foreach (var result in page.MetricDataResults ?? [])
            {
                // Newest first; a later page only has older ones.
                if (result is { Values: [var value, ..], Timestamps: [var at, ..] }) latest.TryAdd(result.Id, (value, at));
            }

            request.NextToken = page.NextToken;
        }
        while (request.NextToken is { Length: > 0 });
    }

    private static IEnumerable<MetricDataQuery> Queries((string ChannelId, int Pipeline) pipeline, int index) =>
        [Query($"f{index}", FrameRate, pipeline), Query($"n{index}", NetworkIn, pipeline)];

    private static MetricDataQuery Query(string id, string metric, (string ChannelId, int Pipeline) pipeline) => new()
    {
        Id = id,
        MetricStat = new()
        {
            Metric = new()
            {
                Namespace = "AWS/MediaLive",
                MetricName = metric,
                Dimensions = [new() { Name = "ChannelId", Value = pipeline.ChannelId }, new() { Name = "Pipeline", Value = $"{pipeline.Pipeline}" }],
            },
            Period = PeriodSeconds,
            Stat = "Average",
        },
    };

    private static (double Value, DateTime At)? Latest(Dictionary<string, (double Value, DateTime At)> latest, string prefix, int index) =>
        latest.TryGetValue($"{prefix}{index}", out var found) ? found : null;

    private static PipelineMetrics Metrics((double Value, DateTime At)? frameRate, (double Value, DateTime At)? networkIn)
    {
        var newer = new[] { frameRate?.At, networkIn?.At }.Max();
        return new(frameRate?.Value, networkIn?.Value, newer is { } at ? new DateTimeOffset(at, TimeSpan.Zero) : null);
    }
}
