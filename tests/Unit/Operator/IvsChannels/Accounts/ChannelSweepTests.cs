using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Onair.Api.Common;
using Onair.Api.IvsChannels;
using Onair.Kubernetes.Controllers;
using Onair.Operator;
using Onair.Operator.AwsAccounts;
using Onair.Operator.AwsAccounts.Limits;
using Onair.Operator.IvsChannels;
using Onair.Operator.IvsChannels.Accounts;
using Onair.Operator.IvsChannels.Decisions;
using Onair.Tests.Unit.Aws.Loopback;

namespace Onair.Tests.Unit.Operator.IvsChannels.Accounts;

/// <summary>Lists of an account's channels and stream keys stand in for a look at each channel.</summary>
public sealed class ChannelSweepTests : IAsyncLifetime, IDisposable
{
    private readonly FakeTime _time = new();
    private readonly OperatorOptions _options = new();
    private readonly AccountView _view = new(TimeSpan.FromSeconds(10));
    private readonly ReconcileRequests<IvsChannel> _requests = new();
    private readonly List<string> _woken = [];
    private readonly List<JsonObject> _listed = [];
    private readonly HashSet<string> _lostKeys = new(StringComparer.Ordinal);
    private readonly IvsChannelMemory _memory;
    private readonly ChannelSweeper _sweeper;
    private Reply? _refusal;
    private LoopbackService _ivs = null!;
    private ProviderAccount _account = null!;

    public ChannelSweepTests()
    {
        _memory = new(_options, _time);
        _sweeper = new(_view, _memory, _requests, _options, _time);
        _requests.Requested += name => _woken.Add(name.Name);
    }

    public async Task InitializeAsync()
    {
        _ivs = await LoopbackService.StartAsync(Answer);
        _account = Account(new(requestsPerSecond: 1000, burst: 1000, _time));
    }

    public async Task DisposeAsync() => await _ivs.DisposeAsync();

    public void Dispose()
    {
        _account.IvsLimit.Dispose();
        _account.Dispose();
    }

    [Fact]
    public async Task Channels_are_listed_by_the_hundred_and_keys_read_by_the_fifty()
    {
        var own = Enumerable.Range(0, 120).Select(i => Listed(string.Create(CultureInfo.InvariantCulture, $"c{i:d3}"))).ToArray();

        await SweepAsync(own);

        Calls("/ListChannels").Select(r => ((int)r["maxResults"]!, (string?)r["nextToken"])).ShouldBe([(100, null), (100, "100")]);
        Calls("/BatchGetStreamKey").Select(r => r["arns"]!.AsArray().Count).ShouldBe([50, 50, 20]);
        _woken.ShouldBeEmpty("all are as declared");
        own.ShouldAllBe(c => Known(c).Count == 2);
        _view.Channels!.Tagged.Select(c => c.Tag.Uid).ShouldBe(own.Select(c => c.Uid), "the search for orphans needs no other list");
    }

    [Fact]
    public async Task The_comparison_of_a_channel_at_rest_calls_nothing()
    {
        var channel = Listed("lobby");
        await SweepAsync(channel);
        var round = Round(channel);

        round.Plan(due: true, _view);

        DecideIvsChannel.Next(round.View).ShouldBeOfType<IvsChannelStep.LookForSecret>("Kubernetes is asked, IVS is not");
        round.Learn(v => v with { Secret = new(true, KeyArn: KeyArn("lobby")) });
        DecideIvsChannel.Next(round.View).ShouldBeOfType<IvsChannelStep.Settle>().PendingFields.ShouldNotBeNull().ShouldBeEmpty();
    }

    [Fact]
    public async Task The_lists_of_an_account_say_nothing_after_its_credentials_were_replaced()
    {
        var channel = Listed("lobby");
        await SweepAsync(channel);
        var round = Round(channel);
        round.Learn(v => v with { LookAtAll = true }); // the account was rebuilt

        round.Plan(due: true, _view);

        DecideIvsChannel.Next(round.View).ShouldBe(new IvsChannelStep.Look(IvsResource.Channel, ByTag: false));
    }

    [Fact]
    public async Task A_round_that_compares_nothing_does_not_read_the_Secret_either()
    {
        var channel = Listed("lobby");
        await SweepAsync(channel);
        var round = Round(channel);

        round.Plan(due: false, _view);

        DecideIvsChannel.Next(round.View).ShouldBe(new IvsChannelStep.Settle(PendingFields: null));
    }

    [Theory]
    [InlineData("name", "\"mine\"")]
    [InlineData("type", "\"BASIC\"")]
    [InlineData("latencyMode", "\"NORMAL\"")]
    [InlineData("authorized", "true")]
    [InlineData("insecureIngest", "true")]
    [InlineData("recordingConfigurationArn", "\"arn:aws:ivs:eu-central-1:111111111111:recording-configuration/r\"")]
    [InlineData("tags", "{}")]
    public async Task A_change_by_others_has_the_channel_compared_once(string member, string value)
    {
        var (drifted, other) = (Listed("drifted"), Listed("other"));
        await SweepAsync(drifted, other);

        _listed[0][member] = JsonNode.Parse(value);
        await NextAsync(drifted, other);

        _woken.ShouldBe(["drifted"]);
        (_memory.DriftCheckIsDue("drifted", TimeSpan.FromHours(1)), Known(drifted).Any(k => k.Kind == IvsResource.Channel)).ShouldBe((true, false), "GetChannel decides");
        await NextAsync(drifted, other);
        _woken.ShouldBe(["drifted"], "a difference that stays was looked at");
        _listed[0]["name"] = "yours";
        await NextAsync(drifted, other);
        _woken.ShouldBe(["drifted", "drifted"]);
    }

    [Fact]
    public async Task A_channel_that_is_no_longer_listed_is_looked_at_and_not_taken_for_lost()
    {
        var channel = Listed("lobby");
        await SweepAsync(channel);

        _listed.Clear();
        await NextAsync(channel);

        _woken.ShouldBe(["lobby"]);
        var round = Round(channel);
        round.Plan(due: true, _view);
        DecideIvsChannel.Next(round.View).ShouldBe(new IvsChannelStep.Look(IvsResource.Channel, ByTag: false));
    }

    [Fact]
    public async Task A_channel_that_was_deleted_before_it_was_ever_listed_is_looked_at_once()
    {
        await SweepAsync(Listed("other"));
        _time.Advance(5);
        var made = Channel("made");
        made = made.With(made.Recorded with
        {
            Conditions = [new() { Type = ConditionTypes.Ready, Status = ConditionStatus.True, LastTransitionTime = _time.GetUtcNow() }],
        });

        await NextAsync(made);
        await NextAsync(made);

        _woken.ShouldBe(["made"]);
    }

    [Fact]
    public async Task A_stream_key_that_is_not_found_has_its_channel_compared()
    {
        var channel = Listed("lobby");
        await SweepAsync(channel, Listed("other"));

        _lostKeys.Add(KeyArn("lobby"));
        await NextAsync(channel, Listed("other"));
        _woken.ShouldBeEmpty("keys are read with the interval of the drift check");
        _time.Advance(TimeSpan.FromSeconds(_options.DriftCheckSeconds));
        await SweepAsync(channel, Listed("other"));

        _woken.ShouldBe(["lobby"]);
        Known(channel).Select(k => k.Kind).ShouldBe([IvsResource.Channel], "ListStreamKeys decides");
    }

    [Fact]
    public async Task A_channel_that_is_not_at_rest_is_not_compared_with_the_list()
    {
        var rest = Channel("rest");
        IvsChannel[] busy =
        [
            rest.With(rest.Recorded with { ObservedGeneration = 0 }),
            rest.With(rest.Recorded with { Conditions = [new() { Type = ConditionTypes.Ready, Status = ConditionStatus.False }] }),
            rest.With(rest.Recorded with { Resources = rest.Recorded.Resources with { Missing = new() } }),
            rest.With(rest.Recorded with { Resources = rest.Recorded.Resources with { Creating = new() } }),
            rest.With(rest.Recorded with { Resources = rest.Recorded.Resources with { FormerRecordingConfigurationArn = "former" } }),
        ];

        await SweepAsync(busy);

        _woken.ShouldBeEmpty("its own rounds look at it");
        busy.ShouldAllBe(c => Known(c).Count == 0);
    }

    [Fact]
    public async Task Without_a_sweep_for_three_intervals_a_channel_is_asked_for_itself()
    {
        var channel = Listed("lobby");
        Known(channel).ShouldBeEmpty("nothing was seen yet");
        await SweepAsync(channel);
        _refusal = Reply.Json(429, """{"__type":"ThrottlingException","message":"Rate exceeded"}""");

        _time.Advance(TimeSpan.FromSeconds(179));
        await Should.ThrowAsync<AmazonServiceException>(SweepAsync(channel));
        Known(channel).ShouldContain(k => k.Kind == IvsResource.Channel, "the former list still counts");
        _time.Advance(1);
        Known(channel).ShouldNotContain(k => k.Kind == IvsResource.Channel);
        _woken.ShouldBeEmpty("a failure says nothing about a channel");
    }

    [Fact]
    public async Task A_sweep_that_failed_is_repeated_after_a_minute()
    {
        var channel = Listed("lobby");
        _refusal = Reply.Json(403, """{"__type":"AccessDeniedException","exceptionMessage":"no"}""");
        await Should.ThrowAsync<AmazonServiceException>(SweepAsync(channel));
        _refusal = null;

        _time.Advance(59);
        await SweepAsync(channel);
        _view.Channels.ShouldBeNull();
        _time.Advance(1);
        await SweepAsync(channel);
        _view.Channels.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_page_that_fails_leaves_the_former_list()
    {
        var own = Enumerable.Range(0, 120).Select(i => Listed(string.Create(CultureInfo.InvariantCulture, $"c{i:d3}"))).ToArray();
        await SweepAsync(own);
        var former = _view.Channels;
        _listed[0]["nextPage"] = "fails";

        _time.Advance(TimeSpan.FromMinutes(1));
        await Should.ThrowAsync<AmazonServiceException>(SweepAsync(own));

        _view.Channels.ShouldBe(former);
        _woken.ShouldBeEmpty("the channels of the page that is missing are not lost");
    }

    [Fact]
    public async Task Accounts_are_seen_apart()
    {
        var views = new AccountViewCache(_options);
        var channel = Listed("lobby");

        await new ChannelSweeper(views.Of("first"), _memory, _requests, _options, _time).SweepAsync(_account, [channel], CancellationToken.None);

        ChannelComparison.Known(channel, views.Of("first"), _time.GetUtcNow()).Count().ShouldBe(2);
        ChannelComparison.Known(channel, views.Of("second"), _time.GetUtcNow()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Lists_of_channels_wait_behind_everything_else()
    {
        using var limit = new CallLimiter(requestsPerSecond: 1, burst: 1, _time);
        using var account = Account(limit);
        await limit.AcquireAsync(CallPriority.Stop, CancellationToken.None);
        var sweep = _sweeper.SweepAsync(account, [], CancellationToken.None);
        var streams = limit.AcquireAsync(CallPriority.Normal, CancellationToken.None);

        _time.Advance(1);
        await streams;
        sweep.IsCompleted.ShouldBeFalse();
        _time.Advance(1);
        await sweep;
    }

    [Theory]
    [InlineData(0, 60)]
    [InlineData(500, 60)]
    [InlineData(5000, 250)]
    public void A_list_takes_a_small_share_of_the_rate(int channels, int seconds) =>
        SweepIntervals.Channels(5, channels, _options).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData(500, 900)]
    [InlineData(10000, 1000)]
    public void Keys_are_read_with_the_interval_of_the_drift_check(int keys, int seconds) => SweepIntervals.Keys(5, keys, _options).ShouldBe(TimeSpan.FromSeconds(seconds));

    private ProviderAccount Account(CallLimiter limit) => new(
        "p", new() { Region = "eu-central-1", EndpointUrl = _ivs.Url, RateLimit = new() { RequestsPerSecond = 5 } }, new BasicAWSCredentials("key", "secret"),
        health: new("p", _time), ivsLimit: limit);

    private Task SweepAsync(params IvsChannel[] own) => _sweeper.SweepAsync(_account, own, CancellationToken.None);

    private Task NextAsync(params IvsChannel[] own)
    {
        _time.Advance(TimeSpan.FromMinutes(1));
        return SweepAsync(own);
    }

    private IvsChannelRound Round(IvsChannel channel)
    {
        var begun = IvsChannelRound.Begun(channel, "cluster", TimeSpan.FromMinutes(1), _time.GetUtcNow()) with { Stream = SeenStream.Offline };
        return new(channel, begun, "cluster", _time) { Account = _account };
    }

    private List<(IvsResource Kind, ObservedIvs Seen)> Known(IvsChannel channel) => [.. ChannelComparison.Known(channel, _view, _time.GetUtcNow())];

    private IEnumerable<JsonNode> Calls(string path) => _ivs.Requests.Where(r => r.RawPath == path).Select(r => Body(r));

    // ListChannels in pages of a hundred, and BatchGetStreamKey, as IVS answers them.
    private Reply Answer(ReceivedRequest request)
    {
        if (_refusal is { } refusal) return refusal;
        var body = Body(request);
        if (request.RawPath == "/ListChannels")
        {
            var from = int.Parse((string?)body["nextToken"] ?? "0", CultureInfo.InvariantCulture);
            if (from > 0 && _listed[0].ContainsKey("nextPage")) return Reply.Json(500, """{"__type":"InternalServerException"}""");
            var page = new JsonObject { ["channels"] = new JsonArray([.. _listed.Skip(from).Take(100).Select(c => c.DeepClone())]) };
            if (_listed.Count > from + 100) page["nextToken"] = (from + 100).ToString(CultureInfo.InvariantCulture);
            return Reply.Json(200, page.ToJsonString());
        }
        var arns = body["arns"]!.AsArray().Select(a => (string)a!).ToLookup(_lostKeys.Contains);
        return Reply.Json(200, new JsonObject
        {
            ["streamKeys"] = new JsonArray([.. arns[false].Select(a => (JsonNode)new JsonObject { ["arn"] = a, ["value"] = "hush", ["tags"] = new JsonObject { [Tags.Uid] = ((string)a!).Split('/')[^1] } })]),
            ["errors"] = new JsonArray([.. arns[true].Select(a => (JsonNode)new JsonObject { ["arn"] = a, ["code"] = "ResourceNotFoundException" })]),
        }.ToJsonString());
    }

    private static JsonNode Body(ReceivedRequest request) => JsonNode.Parse(Encoding.UTF8.GetString(request.Body))!;

    /// <summary>A channel at rest that IVS lists as declared.</summary>
    private IvsChannel Listed(string name)
    {
        if (_listed.All(c => (string?)c["arn"] != Arn(name)))
            _listed.Add(new()
            {
                ["arn"] = Arn(name),
                ["name"] = $"onair-shows-{name}",
                ["type"] = "STANDARD",
                ["latencyMode"] = "LOW",
                ["authorized"] = false,
                ["insecureIngest"] = false,
                ["recordingConfigurationArn"] = "",
                ["tags"] = new JsonObject { [Tags.Uid] = name },
            });
        return Channel(name);
    }

    private static IvsChannel Channel(string name) => new()
    {
        Metadata = new() { Name = name, NamespaceProperty = "shows", Uid = name, Generation = 1, Finalizers = [Annotations.Finalizer] },
        Spec = new() { ProviderRef = new() { Name = "p" } },
        Status = new()
        {
            ObservedGeneration = 1,
            Conditions = [new() { Type = ConditionTypes.Ready, Status = ConditionStatus.True }],
            Playback = new() { Url = $"https://play/{name}" },
            Ingest = new() { Endpoint = "ingest.example" },
            StreamKeySecretRef = new() { Name = $"{name}-stream-key" },
            Resources = new() { Provider = "p", ChannelArn = Arn(name), StreamKeyArn = KeyArn(name) },
        },
    };

    private static string Arn(string channel) => $"arn:aws:ivs:eu-central-1:111111111111:channel/{channel}";

    private static string KeyArn(string channel) => $"arn:aws:ivs:eu-central-1:111111111111:stream-key/{channel}";
}
