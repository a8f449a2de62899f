using Onair.Api.BroadcastSites;
using Onair.Events.Transitions;

namespace Onair.Events.Data;

/// <summary>The data of the events of a BroadcastSite.</summary>
internal static class BroadcastSiteMapping
{
    public static BroadcastSiteData Of(BroadcastSite site, Transition transition, DateTimeOffset at, Truncation truncation) => new()
    {
        Resource = ResourceMapping.Of("BroadcastSite", site.Metadata, truncation),
        Transition = transition.Name,
        Time = at,
        Reason = truncation.Name(transition.Reason),
        Message = truncation.Message(transition.Message),
        Broadcast = truncation.Name(transition.Broadcast?.Broadcast) ?? "",
        User = truncation.Name(transition.Broadcast?.User) ?? "",
        Viewer = truncation.Name(transition.Broadcast?.Viewer),
        Seconds = transition.Broadcast?.Seconds,
        HappenedAt = transition.Broadcast?.Time,
    };
}
