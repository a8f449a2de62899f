using Onair.Api.BroadcastSites;
using Onair.Api.Rules;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.BroadcastSites;

/// <summary>What one round has learned of a BroadcastSite so far.</summary>
internal sealed class BroadcastSiteRound(BroadcastSite site, OperatorOptions options, TimeProvider time)
    : ReconcileRound<BroadcastSite, BroadcastSiteView>(site, Begun(site, options, time.GetUtcNow()), time)
{
    private static BroadcastSiteView Begun(BroadcastSite site, OperatorOptions options, DateTimeOffset now) =>
        new() { Status = site.Recorded, HasService = options.Signaling.Url.Length > 0, Now = now };

    protected override BroadcastSiteView Declared(BroadcastSiteView view) => view with { Status = Resource.Recorded, Spared = BroadcastSiteRules.Spared(Case) };

    protected override IReadOnlyList<Violation> Check() => BroadcastSiteRules.Blocking(Case);

    private BroadcastSiteCase Case => Resource.Case(options.Signaling.AllowedCidrs);
}
