using Onair.Api;
using Onair.Api.LiveStreams;
using Onair.Api.Rules;
using Onair.Webhook.Admission;
using Onair.Webhook.MediaProviders;

namespace Onair.Webhook.LiveStreams;

/// <summary>Validates LiveStreams.</summary>
internal sealed class LiveStreamValidation(Providers providers, TimeProvider time)
{
    private const string Consequence = "only a stop is carried out";
    private const string ConsequenceOfNewRule = "the stream continues, with the condition Deprecated,";
    private const string LeftAloneConsequence = "nothing is carried out";

    public async Task<Verdict> ReviewAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        if (request.Operation == "DELETE") return Delete(request);
        if (request.Object.IsBeingDeleted()) return Verdict.Allowed;
        var (edit, unreadable) = Edit.Read(request.OldObject, request.Object, OnairResources.LiveStreams.TypeInfo);
        if (edit is null) return Unreadable.Verdict(request, unreadable!, Consequence);

        // The cache may lag by some milliseconds: before it causes a refusal or warning, ask the API server.
        var name = edit.After.Spec.ProviderName;
        var provider = providers.Cached(name);
        if (name.Length > 0 && (provider is not { Metadata.DeletionTimestamp: null } || LiveStreamJudgment.IsBrokenBecauseOf(provider, edit)))
            provider = await providers.FindAsync(name, cancellationToken);

        var (added, kept) = LiveStreamJudgment.Of(edit, provider);
        var spared = LiveStreamRules.Spared(LiveStreamJudgment.CaseAfter(edit, provider));
        var defaults = name.Length == 0 ? await providers.CurrentDefaultsAsync(request.Namespace, cancellationToken) : [];
        return new()
        {
            Violations = [.. added.Select(v => MissingProvider.Explain(v, defaults))],
            Warnings =
            [
                .. kept.Select(v => Ratchet.Warning(
                    MissingProvider.Explain(v, defaults),
                    spared.Contains(v) ? ConsequenceOfNewRule : LeftAlone.By(edit.After) is null ? Consequence : LeftAloneConsequence)),
                .. LiveStreamWarnings.Of(new(edit.Before, edit.After, edit.SpecChanged, provider, time.GetUtcNow())),
            ],
        };
    }

    private static Verdict Delete(AdmissionRequest request)
    {
        // An unreadable stream must remain deletable.
        if (Stored.Read(request.OldObject, OnairResources.LiveStreams.TypeInfo) is not { } stream) return Verdict.Allowed;
        return new() { Forbidden = OnAirGuard.Refusal(stream), Warnings = LiveStreamWarnings.OfDeletion(stream) };
    }
}
