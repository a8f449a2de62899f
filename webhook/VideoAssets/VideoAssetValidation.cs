using Onair.Api;
using Onair.Api.VideoAssets;
using Onair.Kubernetes;
using Onair.Webhook.Admission;
using Onair.Webhook.MediaProviders;

namespace Onair.Webhook.VideoAssets;

/// <summary>Judges what is done with VideoAssets.</summary>
internal sealed class VideoAssetValidation(Providers providers, KubernetesClient client)
{
    private const string Consequence = "nothing but its deletion is done";

    public async Task<Verdict> JudgeAsync(AdmissionRequest request, CancellationToken ct)
    {
        if (request.Operation == "DELETE" || request.Object.IsBeingDeleted()) return Verdict.Allowed;
        var (edit, unreadable) = Edit<VideoAsset>.Read(request, OnairResources.VideoAssets.TypeInfo);
        if (edit is null) return Unreadable.Verdict<VideoAsset>(request, unreadable!, Consequence);

        // The operator writes finalizers and annotations: those depend on nobody else.
        var (before, after) = (edit.Before, edit.After);
        var provider = edit.SpecChanged ? await providers.FindAsync(after.Spec.ProviderRef.Name, ct) : null;
        var split = edit.SpecChanged && after.Spec.Source.ArchiveSplitRef is { } section
            ? await client.FindAsync(OnairResources.ArchiveSplits, section.Name, request.Namespace, ct)
            : null;
        // Whatever a client sends as status, the API server keeps the stored one.
        var judged = after.With(before?.Recorded ?? new()).Case(provider, split) with { Before = before?.Spec };
        var (added, kept) = Ratchet.Split(before is null ? [] : VideoAssetRules.Check(before.Case(provider, split)), VideoAssetRules.Check(judged));
        return new()
        {
            Violations = added,
            Warnings = [.. kept.Select(v => Ratchet.Warning(v, Consequence)), .. VideoAssetWarnings.Of(new(before, judged.Asset, edit.SpecChanged, provider, split))],
        };
    }
}
