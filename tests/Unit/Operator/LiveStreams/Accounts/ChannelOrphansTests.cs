using System.Globalization;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Onair.Api.Common;
using Onair.Api.MediaProviders;
using Onair.Operator;
using Onair.Operator.AwsAccounts;
using Onair.Operator.LiveStreams.Accounts;
using Onair.Tests.Unit.Aws.Loopback;

namespace Onair.Tests.Unit.Operator.LiveStreams.Accounts;

/// <summary>What the list of MediaLive's channels says of orphans.</summary>
public sealed class ChannelOrphansTests : IAsyncLifetime, IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly PriceTable Prices = new()
    {
        Currency = "EUR",
        SinglePipeline = new() { Input = new() { Sd = 1, Hd = 2, Uhd = 4 }, Output = new() { Sd = 10, Hd = 20, Uhd = 40 } },
        Standard = new() { Input = new() { Hd = 3 }, Output = new() { Hd = 30 } },
    };

    private readonly List<JsonObject> _channels = [];
    private bool _secondPageFails;
    private LoopbackService _mediaLive = null!;
    private ProviderAccount _account = null!;

    public async Task InitializeAsync()
    {
        _mediaLive = await LoopbackService.StartAsync(Answer);
        _account = new("p", new() { Region = "eu-central-1", EndpointUrl = _mediaLive.Url, RateLimit = new() { RequestsPerSecond = 100 } }, new BasicAWSCredentials("key", "secret"));
    }

    public async Task DisposeAsync() => await _mediaLive.DisposeAsync();

    public void Dispose() => _account.Dispose();

    [Fact]
    public async Task The_channels_of_all_pages_are_listed_with_object_state_and_price()
    {
        Channel("1", "RUNNING", resolution: "HD");
        Channel("2", "RUNNING", resolution: "HD", channelClass: "STANDARD");
        Channel("3", "IDLE");
        Channel("4", "DELETED");
        Channel("5", "RUNNING", tagged: false);

        var sweep = await ReadAsync();

        sweep.Channels.Count.ShouldBe(5);
        sweep.Tagged.Select(c => (c.Id, c.Tag.Uid, c.Tag.Cluster, c.Object, c.State, c.CostPerHour)).ShouldBe(
        [
            ("1", "uid-1", "production", "LiveStream/shows/1", "RUNNING", 2 + (2 * 20)),
            ("2", "uid-2", "production", "LiveStream/shows/2", "RUNNING", 3 + (2 * 30)),
            ("3", "uid-3", "production", "LiveStream/shows/3", "IDLE", null),
        ]);
        _mediaLive.Requests.Select(r => r.Method).Distinct().ShouldBe(["GET"], "nothing is touched");
    }

    [Fact]
    public async Task A_page_that_fails_leaves_no_list()
    {
        Channel("1", "RUNNING");
        Channel("2", "RUNNING");
        Channel("3", "RUNNING");
        _secondPageFails = true;

        await Should.ThrowAsync<AmazonServiceException>(ReadAsync());
    }

    [Theory]
    [InlineData("RUNNING", new[] { "aws medialive stop-channel --channel-id 7 --region eu-central-1", "aws medialive delete-channel --channel-id 7 --region eu-central-1" })]
    [InlineData("IDLE", new[] { "aws medialive delete-channel --channel-id 7 --region eu-central-1" })]
    public void A_channel_is_stopped_before_it_is_deleted(string state, string[] commands) =>
        ChannelOrphans.Type.Removal(new OrphanStatus { Id = "7", State = state }, "eu-central-1").ShouldBe(commands);

    private Task<ChannelSweep> ReadAsync() => ChannelSweep.ReadAsync(_account, Prices, Noon, CancellationToken.None);

    private void Channel(string id, string state, string resolution = "SD", string channelClass = "SINGLE_PIPELINE", bool tagged = true) => _channels.Add(new()
    {
        ["id"] = id,
        ["arn"] = $"arn:aws:medialive:eu-central-1:111111111111:channel:{id}",
        ["state"] = state,
        ["channelClass"] = channelClass,
        ["inputSpecification"] = new JsonObject { ["resolution"] = resolution },
        ["tags"] = tagged ? new JsonObject { [Tags.Uid] = $"uid-{id}", [Tags.Cluster] = "production", [Tags.Resource] = $"LiveStream/shows/{id}" } : new JsonObject(),
    });

    // Pages of two.
    private Reply Answer(ReceivedRequest request)
    {
        var from = int.Parse(request.Query.SingleOrDefault(q => q.Name == "nextToken").Value ?? "0", CultureInfo.InvariantCulture);
        if (from > 0 && _secondPageFails) return Reply.Json(500, """{"__type":"InternalServerErrorException"}""");
        var page = new JsonObject { ["channels"] = new JsonArray([.. _channels.Skip(from).Take(2).Select(c => c.DeepClone())]) };
        if (_channels.Count > from + 2) page["nextToken"] = $"{from + 2}";
        return Reply.Json(200, page.ToJsonString());
    }
}
