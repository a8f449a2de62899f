using System.Collections.Frozen;
using Onair.Operator.AwsAccounts;
using Onair.Operator.LiveStreams.AwsResources;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Operator.Orphans;

namespace Onair.Operator.LiveStreams.Accounts;

/// <summary>All channels of an account, seen in one paged list: a few calls for any number of streams.</summary>
/// <param name="Began">When the first page was asked for; what the list shows is not older, unless AWS's reads lag.</param>
/// <param name="Channels">The channels by id.</param>
internal sealed record ChannelSweep(DateTimeOffset Began, FrozenDictionary<string, ObservedResource> Channels)
{
    /// <summary>The channels that have the tags of an object, whether it exists or not.</summary>
    public IReadOnlyList<ListedResource> Tagged { get; init; } = [];

    public static async Task<ChannelSweep> ReadAsync(ProviderAccount account, PriceTable prices, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var channels = new Dictionary<string, ObservedResource>(StringComparer.Ordinal);
        var listed = await ChannelResource.ListAsync(account, cancellationToken);
        foreach (var channel in listed) channels[channel.Id] = ChannelResource.Summary(channel);
        return new(now, channels.ToFrozenDictionary(StringComparer.Ordinal))
        {
            Tagged = [.. listed.Select(c => ChannelOrphans.Of(c, prices)).OfType<ListedResource>()],
        };
    }

    /// <summary>The ids of channels that are in another state than in the former sweep, or in only one of the two.</summary>
    public IEnumerable<string> ChangedSince(ChannelSweep former) =>
        Channels.Where(c => former.Channels.GetValueOrDefault(c.Key)?.State != c.Value.State).Select(c => c.Key)
            .Concat(former.Channels.Keys.Where(id => !Channels.ContainsKey(id)));
}
