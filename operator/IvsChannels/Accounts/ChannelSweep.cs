using System.Collections.Frozen;
using Onair.Operator.AwsAccounts;
using Onair.Operator.IvsChannels.AwsResources;
using Onair.Operator.IvsChannels.Decisions;
using Onair.Operator.Orphans;

namespace Onair.Operator.IvsChannels.Accounts;

/// <summary>
/// All channels of an account, seen in one paged list. ListChannels returns a hundred channels in a call, and of each whatever UpdateChannel
/// can change, and the tags (ChannelSummary, IVS API reference). BatchGetChannel returns fifty, and adds only the playback URL and the
/// ingest endpoint, which IVS assigns and no operation changes.
/// </summary>
/// <param name="Began">When the first page was asked for.</param>
/// <param name="Interval">How soon the next one is due.</param>
/// <param name="Channels">The channels by ARN, without their URLs.</param>
internal sealed record ChannelSweep(DateTimeOffset Began, TimeSpan Interval, FrozenDictionary<string, ObservedIvs> Channels)
{
    /// <summary>The channels that have the tags of an object, whether it exists or not.</summary>
    public IReadOnlyList<ListedResource> Tagged { get; init; } = [];

    public static async Task<ChannelSweep> ReadAsync(ProviderAccount account, OperatorOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var began = time.GetUtcNow();
        var channels = new Dictionary<string, ObservedIvs>(StringComparer.Ordinal);
        var listed = await ChannelResource.ListAsync(account, cancellationToken);
        foreach (var channel in listed) channels[channel.Arn] = ChannelResource.Summary(channel);
        var interval = SweepIntervals.Channels(account.Aws.RateLimit.RequestsPerSecond, channels.Count, options);
        return new(began, interval, channels.ToFrozenDictionary(StringComparer.Ordinal))
        {
            Tagged = [.. listed.Select(c => ListedResource.Of(c.Arn, c.Tags)).OfType<ListedResource>()],
        };
    }
}
