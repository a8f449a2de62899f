using Onair.Api.BroadcastSites;
using Onair.Api.Common;
using Onair.Api.Rules;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.BroadcastSites;

/// <summary>What is declared, recorded and observed of a BroadcastSite.</summary>
internal sealed record BroadcastSiteView : ResourceView
{
    public required BroadcastSiteStatus Status { get; init; }

    /// <summary>The chart has a signaling service.</summary>
    public required bool HasService { get; init; }

    /// <summary>Violations of rules that are newer than the site.</summary>
    public IReadOnlyList<Violation> Spared { get; init; } = [];

    /// <summary>What the service said in this round.</summary>
    public SiteObservation? Seen { get; init; }

    public override OutboxStatus? Outbox => Status.Outbox;
}

/// <summary>What the signaling service said of a site.</summary>
/// <param name="Site">The site; null while it does not serve it.</param>
/// <param name="Happened">What happened since the last recorded event.</param>
/// <param name="Problem">Why it did not answer; null when it did.</param>
internal sealed record SiteObservation(SignalingSite? Site, IReadOnlyList<SiteHappening> Happened, string? Problem = null);

/// <summary>A step of a BroadcastSite.</summary>
internal abstract record BroadcastSiteStep : ReconcileStep
{
    /// <summary>Asks the signaling service.</summary>
    internal sealed record Ask : BroadcastSiteStep;
}

/// <summary>Decides the next step of a BroadcastSite. A pure function.</summary>
internal static class DecideBroadcastSite
{
    // The signaling service's word for a Secret that is not there yet.
    private const string Missing = "SecretMissing";

    public static ReconcileStep Next(BroadcastSiteView site)
    {
        if (DecideLifecycle.Next(site) is { } step) return step;
        // The service notices by itself that the site is gone.
        if (site.Deleting) return new RemoveFinalizer();
        if (site.Violations.Count > 0) return new Stall("Invalid", string.Join("; ", site.Violations) + (site.Status.Endpoints is null ? "" : ". The last valid spec stays in force."));
        if (!site.HasService) return new Stall("NoSignaling", "The signaling service is not installed: set signaling.enabled of the chart.");
        return site.Seen switch
        {
            null => new BroadcastSiteStep.Ask(),
            { Problem: { } problem } => new Unsure("NoAnswer", $"The signaling service does not answer: {problem}"),
            { Site: null } => new Wait("NotServedYet", "The signaling service does not serve the site yet."),
            { Site: { Problem: { } secret, Reason: null or Missing } } => new Wait(Missing, secret, WaitFor.Reference),
            { Site: { Problem: { } secret, Reason: { } reason } } => new Stall(reason, secret),
            _ => new Settle(),
        };
    }
}
