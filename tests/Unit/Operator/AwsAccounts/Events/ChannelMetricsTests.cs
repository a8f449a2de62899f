using System.Text.Json.Nodes;
using Amazon.Runtime;
using Onair.Api.MediaProviders;
using Onair.Operator.AwsAccounts;
using Onair.Operator.AwsAccounts.Events;
using Onair.Tests.Unit.Aws.Loopback;

namespace Onair.Tests.Unit.Operator.AwsAccounts.Events;

public sealed class ChannelMetricsTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 30, TimeSpan.Zero);

    [Fact]
    public async Task The_latest_datapoint_of_each_pipeline_is_read_from_all_pages()
    {
        var page = 0;
        await using var server = await LoopbackService.StartAsync(_ => Reply.Json(200, page++ == 0
            ? """{"MetricDataResults":[{"Id":"f0","Timestamps":[1767268800,1767268740],"Values":[30,25]},{"Id":"n0","Timestamps":[],"Values":[]}],"NextToken":"more"}"""
            : """{"MetricDataResults":[{"Id":"f0","Timestamps":[1767268680],"Values":[10]},{"Id":"n0","Timestamps":[1767268740],"Values":[2.5]},{"Id":"f1","Timestamps":[1767268740],"Values":[0]}]}"""));
        using var account = NewAccount(server);

        var read = (await ChannelMetrics.ReadAsync(account, [("7", 2)], Now, CancellationToken.None)).ShouldNotBeNull();

        read[("7", 0)].ShouldBe(new PipelineMetrics(30, 2.5, new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero)));
        read[("7", 1)].ShouldBe(new PipelineMetrics(0, null, new(2026, 1, 1, 11, 59, 0, TimeSpan.Zero)));
        server.Requests.Count.ShouldBe(2);
        server.Requests[0].Headers["X-Amz-Target"].ShouldBe("GraniteServiceVersion20100801.GetMetricData");
        ((string?)JsonNode.Parse(server.Requests[1].Body)!["NextToken"]).ShouldBe("more");
    }

    [Fact]
    public async Task A_call_has_at_most_500_queries_and_each_its_own_id()
    {
        await using var server = await LoopbackService.StartAsync(Reply.Json(200, """{"MetricDataResults":[]}"""));
        using var account = NewAccount(server);

        var read = await ChannelMetrics.ReadAsync(account, [.. Enumerable.Range(0, 260).Select(i => ($"{i}", 1 + (i % 2)))], Now, CancellationToken.None);

        var calls = server.Requests.Select(r => JsonNode.Parse(r.Body)!["MetricDataQueries"]!.AsArray()).ToList();
        calls.Select(c => c.Count).ShouldBe([500, 280]);
        calls.SelectMany(c => c).Select(q => (string)q!["Id"]!).ShouldBeUnique();
        var metric = calls[0][3]!["MetricStat"]!["Metric"]!;
        metric.ToJsonString().ShouldBe("""{"Namespace":"AWS/MediaLive","MetricName":"NetworkIn","Dimensions":[{"Name":"ChannelId","Value":"1"},{"Name":"Pipeline","Value":"0"}]}""");
        read!.Count.ShouldBe(390);
        read.Values.ShouldAllBe(m => m == new PipelineMetrics(null, null, null));
    }

    [Fact]
    public async Task Without_the_right_there_is_nothing_to_read()
    {
        await using var server = await LoopbackService.StartAsync(
            Reply.Json(403, """{"__type":"AccessDenied","message":"User: x is not authorized to perform: cloudwatch:GetMetricData"}"""));
        using var account = NewAccount(server);

        (await ChannelMetrics.ReadAsync(account, [("7", 1)], Now, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task No_channels_need_no_call()
    {
        await using var server = await LoopbackService.StartAsync(Reply.Json(200, "{}"));
        using var account = NewAccount(server);

        (await ChannelMetrics.ReadAsync(account, [], Now, CancellationToken.None)).ShouldNotBeNull().ShouldBeEmpty();

        server.Requests.ShouldBeEmpty();
    }

    private static ProviderAccount NewAccount(LoopbackService server) =>
        new("p", new AwsSpec { Region = "us-west-2", EndpointUrl = server.Url }, new BasicAWSCredentials("a", "b"));
}
