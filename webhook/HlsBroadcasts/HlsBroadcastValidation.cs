using Onair.Api.Rules;
using Onair.Api;
using Onair.Api.HlsBroadcasts;
using Onair.Webhook.Admission;
using Onair.Webhook.MediaProviders;

namespace Onair.Webhook.HlsBroadcasts;

/// <summary>Validates HlsBroadcasts. Whether folders overlap, the operator checks: a new resource has no uid yet, of which its folder is named.</summary>
internal sealed class HlsBroadcastValidation(Providers providers)
{
    private const string Consequence = "no credentials are issued";

    public async Task<Verdict> ReviewAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        if (request.Operation == "DELETE" || request.Object.IsBeingDeleted()) return Verdict.Allowed;
        var (edit, unreadable) = Edit.Read(request.OldObject, request.Object, OnairResources.HlsBroadcasts.TypeInfo);
        if (edit is null) return Unreadable.Verdict(request, unreadable!, Consequence);

        // The operator's writes of finalizers must not depend on other objects.
        var (before, after) = (edit.Before, edit.After);
        var provider = edit.SpecChanged ? await providers.FindAsync(after.Spec.ProviderRef.Name, cancellationToken) : null;
        // The API server keeps the stored status, whatever the client sends.
        var judged = after.With(before?.Recorded ?? new());
        var (added, kept) = Ratchet.Split(before is null ? [] : HlsBroadcastRules.Check(before.Case(provider)), HlsBroadcastRules.Check(judged.Case(provider)));
        return new()
        {
            Violations = added,
            Warnings = [.. kept.Select(v => Ratchet.Warning(v, Consequence)), .. HlsBroadcastWarnings.Of(new(before, judged, edit.SpecChanged, provider))],
        };
    }
}
