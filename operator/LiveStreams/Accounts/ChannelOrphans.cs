using Amazon.MediaLive;
using Amazon.MediaLive.Model;
using Onair.Operator.LiveStreams.Status;
using Onair.Operator.Orphans;

namespace Onair.Operator.LiveStreams.Accounts;

/// <summary>Channels of MediaLive without their LiveStream. Pure functions.</summary>
internal static class ChannelOrphans
{
    public static OrphanType Type { get; } = new("MediaLiveChannel", "MediaLive channel", (orphan, region) =>
    [
        .. orphan.State == ChannelState.IDLE ? Array.Empty<string>() : [$"aws medialive stop-channel --channel-id {orphan.Id} --region {region}"],
        $"aws medialive delete-channel --channel-id {orphan.Id} --region {region}",
    ]);

    /// <summary>A listed channel; null when its tags do not say whose it is, or it is deleted.</summary>
    public static ListedResource? Of(ChannelSummary channel, PriceTable prices) =>
        channel.State != ChannelState.DELETED && ListedResource.Of(channel.Id, channel.Tags) is { } listed
            ? listed with
            {
                State = channel.State?.Value,
                CostPerHour = Runs(channel) ? StreamCost.LeastPerHour(channel.ChannelClass, channel.InputSpecification?.Resolution, prices) : null,
            }
            : null;

    private static bool Runs(ChannelSummary channel) => channel.State == ChannelState.RUNNING || channel.State == ChannelState.RECOVERING;
}
