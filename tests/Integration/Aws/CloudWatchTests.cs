using Amazon.CloudWatch;
using Amazon.CloudWatch.Model;

namespace Onair.Tests.Integration.Aws;

[Collection(EmulatorCollection.Name)]
public sealed class CloudWatchTests(AwsEmulator emulator)
{
    [Fact]
    public async Task Every_listed_operation_works_against_the_emulator()
    {
        using var client = new AmazonCloudWatchClient(emulator.Credentials, emulator.Configure(new AmazonCloudWatchConfig()));
        var cloudWatch = CallRecorder<IAmazonCloudWatch>.Around(client, out var called);
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;

        var read = await cloudWatch.GetMetricDataAsync(new GetMetricDataRequest { MetricDataQueries = [Query("q")], StartTime = now.AddMinutes(-5), EndTime = now, ScanBy = ScanBy.TimestampDescending });

        read.MetricDataResults.ShouldHaveSingleItem().Id.ShouldBe("q");
        read.MetricDataResults[0].StatusCode.ShouldBe(StatusCode.Complete);
        var refused = await Should.ThrowAsync<AmazonCloudWatchException>(
            () => cloudWatch.GetMetricDataAsync(new GetMetricDataRequest { MetricDataQueries = [Query("Q")], StartTime = now.AddMinutes(-5), EndTime = now }));
        refused.ErrorCode.ShouldBe("ValidationError");
        called.ShouldBe(ListedOperations.Of("cloudwatch"), ignoreOrder: true);
    }

    private static MetricDataQuery Query(string id) => new()
    {
        Id = id,
        MetricStat = new()
        {
            Metric = new()
            {
                Namespace = "AWS/MediaLive",
                MetricName = "NetworkIn",
                Dimensions = [new() { Name = "ChannelId", Value = "1234567" }, new() { Name = "Pipeline", Value = "0" }],
            },
            Period = 60,
            Stat = "Average",
        },
    };
}
