namespace Onair.Api.BroadcastSites;

/// <summary>The kind BroadcastSite.</summary>
public static class BroadcastSiteKind
{
    /// <summary>What all places that handle every kind need to know of it.</summary>
    public static KindDefinition<BroadcastSite> Definition { get; } = new("BroadcastSite", "broadcastsites", KindScope.WatchedNamespaces, OnairJsonContext.Default.BroadcastSite, OnairJsonContext.Default.ResourceListBroadcastSite)
    {
        ShortName = "site",
        Columns =
        [
            new("Phase", ".status.phase"),
            new("Live", ".status.broadcasts", Type: "integer"),
            new("Viewers", ".status.viewers", Type: "integer"),
            new("Consent", ".spec.consent", Priority: 1),
            new("Script", ".status.endpoints.script", Priority: 1),
        ],
        Rules = BroadcastSiteRules.Table,
        Gauge = new("phase", site => site.Status?.Phase),
    };
}
