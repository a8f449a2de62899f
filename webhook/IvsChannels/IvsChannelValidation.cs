using Onair.Api.Rules;
using Onair.Api;
using Onair.Api.IvsChannels;
using Onair.Webhook.Admission;
using Onair.Webhook.MediaProviders;

namespace Onair.Webhook.IvsChannels;

/// <summary>Validates IvsChannels.</summary>
internal sealed class IvsChannelValidation(Providers providers)
{
    private const string Consequence = "only its deletion is carried out";

    public async Task<Verdict> ReviewAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        if (request.Operation == "DELETE") return Delete(request);
        if (request.Object.IsBeingDeleted()) return Verdict.Allowed;
        var (edit, unreadable) = Edit.Read(request.OldObject, request.Object, OnairResources.IvsChannels.TypeInfo);
        if (edit is null) return Unreadable.Verdict(request, unreadable!, Consequence);

        // The operator's writes of finalizers and annotations must not depend on other objects.
        var (before, after) = (edit.Before, edit.After);
        var provider = edit.SpecChanged ? await providers.FindAsync(after.Spec.ProviderRef.Name, cancellationToken) : null;
        // The API server keeps the stored status, whatever the client sends.
        var judged = after.With(before?.Recorded ?? new());
        var (added, kept) = Ratchet.Split(before is null ? [] : IvsChannelRules.Check(before.Case(provider)), IvsChannelRules.Check(judged.Case(provider)));
        return new()
        {
            Violations = added,
            Warnings = [.. kept.Select(v => Ratchet.Warning(v, Consequence)), .. IvsChannelWarnings.Of(new(before, judged, edit.SpecChanged, provider))],
        };
    }

    private static Verdict Delete(AdmissionRequest request)
    {
        // An unreadable channel must remain deletable.
        if (Stored.Read(request.OldObject, OnairResources.IvsChannels.TypeInfo) is not { } channel) return Verdict.Allowed;
        return new() { Forbidden = LiveGuard.Refusal(channel), Warnings = IvsChannelWarnings.OfDeletion(channel) };
    }
}
