using System.Text;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Onair.Api.IvsChannels;
using Onair.Kubernetes.Controllers;
using Onair.Operator.AwsAccounts;
using Onair.Operator.AwsAccounts.Limits;
using Onair.Operator.IvsChannels.Accounts;
using Onair.Operator.IvsChannels.Decisions;
using Onair.Tests.Unit.Aws.Loopback;

namespace Onair.Tests.Unit.Operator.IvsChannels.Accounts;

/// <summary>One sweep observes all channels of an account, within the rate limit of IVS.</summary>
public sealed class StreamSweepTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly FakeTime _time = new();
    private readonly AccountView _view = new(Interval);
    private readonly ReconcileRequests<IvsChannel> _requests = new();
    private readonly List<string> _woken = [];
    private readonly Dictionary<string, Reply> _pages = new(StringComparer.Ordinal);
    private LoopbackService _ivs = null!;
    private ProviderAccount _account = null!;
    private CallLimiter _limit = null!;

    public async Task InitializeAsync()
    {
        _ivs = await LoopbackService.StartAsync(Answer);
        _limit = new(requestsPerSecond: 1, burst: 10, _time);
        _account = Account(_limit);
        _requests.Requested += name => _woken.Add(name.Name);
    }

    public async Task DisposeAsync() => await _ivs.DisposeAsync();

    public void Dispose()
    {
        _account.Dispose();
        _limit.Dispose();
    }

    [Fact]
    public async Task Pages_follow_each_other_and_count_as_one_sweep()
    {
        Page("", "2", Stream("a"));
        Page("2", "3", Stream("b"));
        Page("3", null, Stream("c"));

        await SweepAsync();

        _ivs.Requests.Select(r => r.RawPath).ShouldBe(["/ListStreams", "/ListStreams", "/ListStreams"]);
        _ivs.Requests.ShouldAllBe(r => (int)JsonNode.Parse(r.Body)!["maxResults"]! == 100);
        foreach (var name in new[] { "a", "b", "c" }) Seen(name)!.Id.ShouldBe($"st-{name}");
        Seen("d").ShouldBe(SeenStream.Offline, "IVS lists live streams only");
    }

    [Fact]
    public async Task Only_channels_whose_stream_differs_from_the_status_are_reconciled()
    {
        Page("", null, Stream("same", viewers: 100), Stream("begun"), Stream("next"), Stream("starving", health: "STARVING"), Stream("crowd", viewers: 150), Stream("few", viewers: 105), Stream("foreign"));

        await SweepAsync(
            Channel("same", Live("same")), Channel("begun", null), Channel("next", Live("former")), Channel("starving", Live("starving")),
            Channel("crowd", Live("crowd")), Channel("few", Live("few")), Channel("ended", Live("ended")), Channel("idle", null));

        _woken.ShouldBe(["begun", "next", "starving", "crowd", "ended"]);
    }

    [Fact]
    public async Task A_sweep_that_fails_on_the_way_leaves_what_the_former_one_saw()
    {
        Page("", null, Stream("a"));
        await SweepAsync();
        Page("", "2");
        _pages["2"] = Reply.Json(403, """{"__type":"AccessDeniedException","exceptionMessage":"no"}""");

        await Should.ThrowAsync<AmazonServiceException>(SweepAsync(Channel("a", Live("a"))));

        Seen("a")!.Id.ShouldBe("st-a");
        _woken.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_sweep_is_valid_for_three_intervals_from_its_start()
    {
        Seen("a").ShouldBeNull("nothing was seen yet");
        Page("", null, Stream("a"));
        await SweepAsync();

        _time.Advance((3 * Interval) - TimeSpan.FromSeconds(1));
        Seen("a").ShouldNotBeNull();
        _time.Advance(1);
        Seen("a").ShouldBeNull("the channel is asked for itself");
    }

    [Fact]
    public async Task A_sweep_waits_for_the_rate_limit_behind_stops_and_edits_and_before_comparisons()
    {
        Page("", null, Stream("a"));
        using var limit = new CallLimiter(requestsPerSecond: 1, burst: 1, _time);
        using var account = Account(limit);
        await limit.AcquireAsync(CallPriority.Stop, CancellationToken.None);
        var comparison = limit.AcquireAsync(CallPriority.Background, CancellationToken.None);
        var sweep = new StreamSweeper(_view, _requests, _time).SweepAsync(account, [], CancellationToken.None);
        var edit = limit.AcquireAsync(CallPriority.User, CancellationToken.None);
        var stop = limit.AcquireAsync(CallPriority.Stop, CancellationToken.None);

        foreach (var first in new[] { stop, edit, sweep, comparison })
        {
            first.IsCompleted.ShouldBeFalse();
            _time.Advance(1);
            await first;
        }

        _ivs.Requests.ShouldHaveSingleItem("each second lets one call through");
    }

    private ProviderAccount Account(CallLimiter limit) => new(
        "p", new() { Region = "eu-central-1", EndpointUrl = _ivs.Url }, new BasicAWSCredentials("key", "secret"), health: new("p", _time), ivsLimit: limit);

    private Task SweepAsync(params IvsChannel[] own) => new StreamSweeper(_view, _requests, _time).SweepAsync(_account, own, CancellationToken.None);

    private SeenStream? Seen(string channel) => _view.Stream(Arn(channel), _time.GetUtcNow());

    private Reply Answer(ReceivedRequest request) => _pages[(string?)JsonNode.Parse(Encoding.UTF8.GetString(request.Body))!["nextToken"] ?? ""];

    private void Page(string token, string? next, params JsonObject[] streams)
    {
        var page = new JsonObject { ["streams"] = new JsonArray([.. streams]) };
        if (next is not null) page["nextToken"] = next;
        _pages[token] = Reply.Json(200, page.ToJsonString());
    }

    private static JsonObject Stream(string channel, string health = "HEALTHY", int viewers = 100) => new()
    {
        ["channelArn"] = Arn(channel),
        ["streamId"] = $"st-{channel}",
        ["state"] = "LIVE",
        ["health"] = health,
        ["viewerCount"] = viewers,
        ["startTime"] = "2026-01-01T00:00:00Z",
    };

    private static IvsStreamStatus Live(string stream) => new() { Id = $"st-{stream}", Health = "HEALTHY", ViewerCount = 100 };

    private static IvsChannel Channel(string name, IvsStreamStatus? live) => new()
    {
        Metadata = new() { Name = name, NamespaceProperty = "shows", Uid = name },
        Status = new() { Stream = live, Resources = new() { ChannelArn = Arn(name) } },
    };

    private static string Arn(string channel) => $"arn:aws:ivs:eu-central-1:111111111111:channel/{channel}";
}
