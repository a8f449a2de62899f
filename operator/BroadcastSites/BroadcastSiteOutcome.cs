using Onair.Api.BroadcastSites;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.BroadcastSites;

/// <summary>The status at the end of a round. Pure functions.</summary>
internal static class BroadcastSiteOutcome
{
    /// <summary>The status that says how a round ended.</summary>
    /// <param name="view">What is known.</param>
    /// <param name="end">How the round ended.</param>
    /// <param name="site">The site.</param>
    /// <param name="publicUrl">Where pages reach the service.</param>
    public static BroadcastSiteStatus After(BroadcastSiteView view, RoundEnd end, BroadcastSite site, string publicUrl)
    {
        var generation = site.Metadata.Generation;
        var conditions = new Conditions(view.Status.Conditions, generation, view.Now);
        if (end is Settle) EndConditions.Settled(conditions, "Serving", "Pages can include the script of status.endpoints.");
        else EndConditions.Unsettled(conditions, end);
        EndConditions.Deprecates(conditions, view.Spared);
        var status = view.Status;
        if (view.Seen is { Site: { } seen, Problem: null })
        {
            if (seen.Broadcasts > 0) conditions.Set(BroadcastSiteConditions.Live, true, "Broadcasting", "At least one visitor broadcasts.");
            else conditions.Set(BroadcastSiteConditions.Live, false, "NoBroadcast", "No visitor broadcasts.");
            status = status with
            {
                Broadcasts = seen.Broadcasts,
                Viewers = seen.Viewers,
                Endpoints = Endpoints(seen, site.Path, publicUrl),
                EventsRecorded = view.Seen.Happened.Count > 0 ? view.Seen.Happened[^1].Number : status.EventsRecorded,
                // The service keeps events for a while. Those of a former site of the same name are not this one's.
                Happened = [.. view.Seen.Happened.Where(h => h.Time >= site.Metadata.CreationTimestamp)],
            };
        }
        return status with
        {
            ObservedGeneration = EndConditions.Generation(end, view.Status.ObservedGeneration, generation, view.Status.Conditions),
            Phase = Phase(view, end),
            Conditions = conditions.All,
        };
    }

    private static SiteEndpointsStatus Endpoints(SignalingSite seen, string path, string publicUrl) => new()
    {
        Script = seen.ScriptPath is null ? null : publicUrl + seen.ScriptPath,
        Integrity = seen.Integrity,
        // http becomes ws, and https wss.
        Socket = $"ws{publicUrl["http".Length..]}/v1/sites/{path}/socket",
        Api = $"{publicUrl}/v1/sites/{path}",
    };

    private static string Phase(BroadcastSiteView view, RoundEnd end) => end switch
    {
        Stall => "Failed",
        _ when view.Deleting => "Deleting",
        Wait { Reason: "Paused" } => "Paused",
        Wait => "Pending",
        Unsure => "Unknown",
        _ => view.Seen?.Site is { Broadcasts: > 0 } ? "Live" : "Ready",
    };
}
