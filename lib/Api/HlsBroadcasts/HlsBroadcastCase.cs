using Onair.Api.MediaProviders;

namespace Onair.Api.HlsBroadcasts;

/// <summary>Everything that the rules of an HlsBroadcast check.</summary>
/// <param name="Broadcast">The broadcast, with its spec and status.</param>
public sealed record HlsBroadcastCase(HlsBroadcast Broadcast)
{
    /// <summary>The MediaProvider that it names; null when it is unknown, which skips its rules.</summary>
    public MediaProviderSpec? Provider { get; init; }

    /// <summary>The other HlsBroadcasts of the cluster, as far as they are known.</summary>
    public IReadOnlyList<HlsBroadcast> Others { get; init; } = [];
}
