using Onair.Api.Rules;
using Onair.Api;
using Onair.Api.VideoAssets;
using Onair.Kubernetes.Client;
using Onair.Webhook.Admission;
using Onair.Webhook.MediaProviders;

namespace Onair.Webhook.VideoAssets;

/// <summary>Validates VideoAssets.</summary>
internal sealed class VideoAssetValidation(Providers providers, KubernetesClient client)
{
    private const string Consequence = "only its deletion is carried out";

    public async Task<Verdict> ReviewAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        if (request.Operation == "DELETE" || request.Object.IsBeingDeleted()) return Verdict.Allowed;
        var (edit, unreadable) = Edit.Read(request.OldObject, request.Object, OnairResources.VideoAssets.TypeInfo);
        if (edit is null) return Unreadable.Verdict(request, unreadable!, Consequence);

        // The operator's writes of finalizers and annotations must not depend on other objects.
        var (before, after) = (edit.Before, edit.After);
        var provider = edit.SpecChanged ? await providers.FindAsync(after.Spec.ProviderRef.Name, cancellationToken) : null;
        var split = edit.SpecChanged && after.Spec.Source.ArchiveSplitRef is { } section
            ? await client.FindAsync(OnairResources.ArchiveSplits, section.Name, request.Namespace, cancellationToken)
            : null;
        // The API server keeps the stored status, whatever the client sends.
        var judged = after.With(before?.Recorded ?? new()).Case(provider, split) with { Before = before?.Spec };
        var (added, kept) = Ratchet.Split(before is null ? [] : VideoAssetRules.Check(before.Case(provider, split)), VideoAssetRules.Check(judged));
        return new()
        {
            Violations = added,
            Warnings = [.. kept.Select(v => Ratchet.Warning(v, Consequence)), .. VideoAssetWarnings.Of(new(before, judged.Asset, edit.SpecChanged, provider, split))],
        };
    }
}
