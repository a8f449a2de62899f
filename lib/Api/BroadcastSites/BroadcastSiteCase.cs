namespace Onair.Api.BroadcastSites;

/// <summary>Everything that the rules of a BroadcastSite check.</summary>
/// <param name="Site">The site.</param>
public sealed record BroadcastSiteCase(BroadcastSite Site)
{
    /// <summary>Non-public networks that keys of tokens can be fetched from; null when they are unknown, which skips the rule.</summary>
    public IReadOnlyList<string>? AllowedCidrs { get; init; }
}
