using Onair.Operator.Orphans;

namespace Onair.Operator.IvsChannels.Accounts;

/// <summary>Channels of IVS without their IvsChannel. A channel bills while somebody pushes to it. Pure functions.</summary>
internal static class ChannelOrphans
{
    private const string Live = "LIVE";

    public static OrphanType Type { get; } = new("IvsChannel", "IVS channel", (orphan, region) =>
    [
        .. orphan.State == Live ? [$"aws ivs stop-stream --channel-arn {orphan.Id} --region {region}"] : Array.Empty<string>(),
        $"aws ivs delete-channel --arn {orphan.Id} --region {region}",
    ]);

    /// <summary>The tagged channels of a list, with what the last list of streams says of them.</summary>
    public static IEnumerable<ListedResource> Of(ChannelSweep sweep, AccountView view, DateTimeOffset now) =>
        sweep.Tagged.Select(c => c with { State = view.Stream(c.Id, now) is { } stream ? stream.IsLive ? Live : "OFFLINE" : null });
}
