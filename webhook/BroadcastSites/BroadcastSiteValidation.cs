using Onair.Api;
using Onair.Api.BroadcastSites;
using Onair.Api.Rules;
using Onair.Webhook.Admission;

namespace Onair.Webhook.BroadcastSites;

/// <summary>Validates BroadcastSites by the request and the webhook's settings alone.</summary>
internal sealed class BroadcastSiteValidation(WebhookSettings settings)
{
    private const string Consequence = "the site is not served";
    private const string ConsequenceOfNewRule = "the site is still served, with the condition Deprecated,";

    public Task<Verdict> ReviewAsync(AdmissionRequest request, CancellationToken cancellationToken) => Task.FromResult(Review(request));

    private Verdict Review(AdmissionRequest request)
    {
        if (request.Operation == "DELETE" || request.Object.IsBeingDeleted()) return Verdict.Allowed;
        var (edit, unreadable) = Edit.Read(request.OldObject, request.Object, OnairResources.BroadcastSites.TypeInfo);
        if (edit is null) return Unreadable.Verdict(request, unreadable!, Consequence);

        var (added, kept) = Ratchet.Split(
            edit.Before is null ? [] : BroadcastSiteRules.Check(edit.Before.Case(settings.SignalingCidrs)), BroadcastSiteRules.Check(edit.After.Case(settings.SignalingCidrs)));
        var spared = BroadcastSiteRules.Spared(edit.After.Case(settings.SignalingCidrs));
        // A refused object is sent again, and gets its warnings then.
        var warnings = added.Count == 0 ? BroadcastSiteWarnings.Of(edit) : [];
        return new() { Violations = added, Warnings = [.. kept.Select(v => Ratchet.Warning(v, spared.Contains(v) ? ConsequenceOfNewRule : Consequence)), .. warnings] };
    }
}
