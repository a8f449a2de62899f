using Onair.Api;
using Onair.Api.BroadcastSites;
using Onair.Events.Kinds;
using Onair.Events.Transitions;
using Onair.Kubernetes.Client;
using Onair.Operator.Outboxes;

namespace Onair.Operator.BroadcastSites;

/// <summary>The outbox of BroadcastSites.</summary>
internal static class BroadcastSiteOutbox
{
    public static OutboxKind<BroadcastSite> Kind { get; } = new(
        site => site.Recorded,
        site => site.Recorded.Outbox,
        (site, changed, outbox) => site.With(changed.Recorded with { Outbox = outbox }),
        (before, after) => SiteChanges.Between(before.Recorded, after.Recorded),
        BroadcastSiteEventKind.Definition.Data,
        (a, b) => ObjectJson.AreSame(a.Recorded with { Outbox = null }, b.Recorded with { Outbox = null }, OnairJsonContext.Default.BroadcastSiteStatus));
}
