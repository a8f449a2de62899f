using System.Text.Json;
using Onair.Api.BroadcastSites;
using Onair.Events.Outboxes;
using Onair.Kubernetes.Secrets;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.BroadcastSites;

/// <summary>What a BroadcastSite brings to the loop. It creates nothing: it shows what the signaling service does, and passes on its events.</summary>
internal sealed class BroadcastSiteReconciler(SignalingClient signaling, SecretReader secrets, OperatorOptions options, TimeProvider time)
    : ResourceReconciler<BroadcastSite, BroadcastSiteRound>
{
    public override int MaxSteps => 5;

    public override string? ProviderOf(BroadcastSite resource) => null;

    public override Task<BroadcastSiteRound> BeginAsync(BroadcastSite resource, CancellationToken cancellationToken) => Task.FromResult(new BroadcastSiteRound(resource, options, time));

    public override ReconcileStep Decide(BroadcastSiteRound round) => DecideBroadcastSite.Next(round.View);

    public override async Task ActAsync(ReconcileStep step, BroadcastSiteRound round, CancellationToken cancellationToken)
    {
        // The signaling service reads them, and may write no Event.
        foreach (var name in SecretsOf(round.Resource.Spec)) await secrets.WarnAsync(SecretUse.In(round.Resource, name), cancellationToken);
        var seen = await AskAsync(round.Resource, cancellationToken);
        round.Learn(v => v with { Seen = seen });
    }

    public override BroadcastSite AtEnd(RoundEnd end, BroadcastSiteRound round) =>
        round.Resource.With(BroadcastSiteOutcome.After(round.View, end, round.Resource, options.Signaling.PublicUrl));

    public override string DeletedMessage(BroadcastSite resource) => "The signaling service no longer serves the site.";

    public override TimeSpan? RequeueAfter(RoundEnd end, BroadcastSiteRound round) => end switch
    {
        Stall { Reason: "Invalid" or "NoSignaling" } => null,
        // The service learns of a new site within moments.
        Wait { Reason: "NotServedYet" } => TimeSpan.FromSeconds(1),
        _ => TimeSpan.FromSeconds(options.Signaling.PollSeconds),
    };

    private static IEnumerable<string> SecretsOf(BroadcastSiteSpec spec) =>
        spec.IceServers.Select(server => server.SecretRef).Append(spec.Auth.Jwt?.SecretRef).Append(spec.Api?.TokenSecretRef).OfType<SiteSecretReference>().Select(r => r.Name).Distinct();

    private async Task<SiteObservation> AskAsync(BroadcastSite site, CancellationToken cancellationToken)
    {
        try
        {
            if (await signaling.SiteAsync(site.Path, cancellationToken) is not { } seen) return new(null, []);
            // An outbox that is full would make dead letters of what is not delivered yet.
            var room = Outbox.Limit - (site.Recorded.Outbox?.Events.Count ?? 0);
            var events = room > 0 ? await signaling.EventsAsync(site.Path, site.Recorded.EventsRecorded ?? 0, room, cancellationToken) : [];
            return new(seen, [.. events.Select(e => new SiteHappening(e.Number, e.Type, e.Time, e.Broadcast, e.User, e.Viewer, e.Reason, e.Seconds))]);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new(null, [], e is HttpRequestException { StatusCode: { } status } ? $"HTTP {(int)status}" : "it cannot be reached");
        }
    }
}
