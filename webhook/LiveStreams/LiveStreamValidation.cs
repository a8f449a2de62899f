using Onair.Api;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
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
        var (edit, unreadable) = Edit<LiveStream>.Read(request, OnairResources.LiveStreams.TypeInfo);
        if (edit is null) return Unreadable.Verdict<LiveStream>(request, unreadable!, Consequence);

        // The cache may lag by some milliseconds: before it causes a refusal or warning, ask the API server.
        var name = edit.After.Spec.ProviderName;
        var provider = providers.Cached(name);
        if (name.Length > 0 && (provider is not { Metadata.DeletionTimestamp: null } || IsBrokenBecauseOf(provider, edit)))
            provider = await providers.FindAsync(name, cancellationToken);

        var (added, kept) = Ratchet.Split(Before(edit, provider), After(edit, provider));
        var spared = LiveStreamRules.Spared(CaseAfter(edit, provider));
        var defaults = name.Length == 0 ? await providers.CurrentDefaultsAsync(cancellationToken) : [];
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

    private static bool IsBrokenBecauseOf(MediaProvider provider, Edit<LiveStream> edit) =>
        After(edit, provider).Except(After(edit, null)).Any();

    // The violations before the edit, under the provider after it: the webhook itself may have filled that in.
    private static IReadOnlyList<Violation> Before(Edit<LiveStream> edit, MediaProvider? provider)
    {
        if (edit.Before is not { } before) return [];
        if (before.Spec.ProviderName.Length > 0 || edit.After.Spec.ProviderName.Length == 0) return LiveStreamRules.Check(before.Case(provider));
        var spec = before.Spec with { ProviderRef = edit.After.Spec.ProviderRef };
        return LiveStreamRules.Check(before.Case(null) with { Spec = spec, Provider = provider?.Spec });
    }

    private static IReadOnlyList<Violation> After(Edit<LiveStream> edit, MediaProvider? provider) => LiveStreamRules.Check(CaseAfter(edit, provider));

    // The API server keeps the stored status, whatever the client sends.
    private static LiveStreamCase CaseAfter(Edit<LiveStream> edit, MediaProvider? provider) =>
        edit.After.Case(provider) with { Recorded = edit.Before?.Recorded ?? new() };
}
