using System.Collections.Frozen;
using Onair.Api.Common;
using Onair.Api.MediaProviders;
using Onair.Operator.IvsChannels.Accounts;
using Onair.Operator.IvsChannels.Decisions;
using Onair.Operator.Orphans;

namespace Onair.Tests.Unit.Operator.IvsChannels.Accounts;

/// <summary>What the lists of IVS say of orphans.</summary>
public sealed class ChannelOrphansTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly AccountView _view = new(TimeSpan.FromSeconds(10));

    [Fact]
    public void The_state_is_that_of_the_last_list_of_streams()
    {
        Of(Noon).ShouldBe([("live", null), ("quiet", null)], "no stream was listed");
        _view.Take(new StreamSweep(Noon, new Dictionary<string, SeenStream> { ["live"] = new("st-1") }.ToFrozenDictionary()));

        Of(Noon).ShouldBe([("live", "LIVE"), ("quiet", "OFFLINE")]);
        Of(Noon.AddMinutes(1)).ShouldBe([("live", null), ("quiet", null)], "that was too long ago");
    }

    [Theory]
    [InlineData("LIVE", new[] { "aws ivs stop-stream --channel-arn a --region eu-central-1", "aws ivs delete-channel --arn a --region eu-central-1" })]
    [InlineData(null, new[] { "aws ivs delete-channel --arn a --region eu-central-1" })]
    public void A_stream_is_stopped_before_its_channel_is_deleted(string? state, string[] commands) =>
        ChannelOrphans.Type.Removal(new OrphanStatus { Id = "a", State = state }, "eu-central-1").ShouldBe(commands);

    private IEnumerable<(string, string?)> Of(DateTimeOffset now) => ChannelOrphans.Of(Sweep(), _view, now).Select(c => (c.Id, c.State));

    private static ChannelSweep Sweep() => new(Noon, TimeSpan.FromMinutes(1), FrozenDictionary<string, ObservedIvs>.Empty)
    {
        Tagged = [.. new[] { "live", "quiet" }.Select(arn => ListedResource.Of(arn, new Dictionary<string, string> { [Tags.Uid] = arn })!)],
    };
}
