using Onair.Api;
using Onair.Api.MediaProviders;
using Onair.Kubernetes;
using Onair.VideoActions;
using Onair.Webhook.Admission;

namespace Onair.Webhook.MediaProviders;

/// <summary>Judges what is done with MediaProviders.</summary>
internal sealed class MediaProviderValidation(Providers providers, KubernetesClient client)
{
    private const string Consequence = "nothing is done in its account";

    public async Task<Verdict> JudgeAsync(AdmissionRequest request, CancellationToken ct)
    {
        if (request.Operation == "DELETE") return await DeleteAsync(request, ct);
        if (request.Object.IsBeingDeleted()) return Verdict.Allowed;
        var (edit, unreadable) = Edit<MediaProvider>.Read(request, OnairResources.MediaProviders.TypeInfo);
        if (edit is null) return Unreadable.Verdict<MediaProvider>(request, unreadable!, Consequence);

        var (before, after) = (edit.Before, edit.After);
        var recorded = before?.Status ?? new();
        var (added, kept) = Ratchet.Split(
            before is null ? [] : MediaProviderRules.Check(before.Case()), MediaProviderRules.Check(after.Case() with { Recorded = recorded }));
        var known = new ProviderEdit(before, after);
        known = known with
        {
            Defaults = after.IsDefault ? await providers.CurrentDefaultsAsync(ct) : [],
            Users = known.MovesEndpoint
                ? await ProviderUsers.StreamsAsync(client, request.Name!, s => s.Recorded.Resources.Provider == request.Name, ct)
                : [],
        };
        return new() { Violations = added, Forbidden = await RemovalAsync(known, ct), Warnings = [.. kept.Select(v => Ratchet.Warning(v, Consequence)), .. MediaProviderWarnings.Of(known)] };
    }

    private async Task<Verdict> DeleteAsync(AdmissionRequest request, CancellationToken ct)
    {
        // By the raw object: one that cannot be read must not be undeletable.
        if (request.OldObject.IsAbsent() || request.OldObject.IsBeingDeleted()) return Verdict.Allowed;
        if (request.OldObject.Member("spec").Member("onAirGuard").ValueKind == System.Text.Json.JsonValueKind.False) return Verdict.Allowed;
        return new() { Forbidden = await UseAsync($"MediaProvider \"{request.Name}\"", request.Name!, aws: true, video: true, ct) };
    }

    // Without its account or its service nobody could delete what is there.
    private async Task<string?> RemovalAsync(ProviderEdit edit, CancellationToken ct)
    {
        var (aws, video) = (edit.Removes(s => s.Aws), edit.Removes(s => s.Video));
        if (!edit.After.Spec.OnAirGuard || !(aws || video)) return null;
        var name = edit.After.Metadata.Name!;
        return await UseAsync($"{(aws && video ? "spec.aws and spec.video" : aws ? "spec.aws" : "spec.video")} of MediaProvider \"{name}\"", name, aws, video, ct);
    }

    private async Task<string?> UseAsync(string what, string provider, bool aws, bool video, CancellationToken ct)
    {
        var users = ProviderUse.Text(
            aws ? await ProviderUsers.StreamsAsync(client, provider, _ => true, ct) : [],
            aws ? await ProviderUsers.SplitsAsync(client, provider, ct) : [],
            video ? await ProviderUsers.AssetsAsync(client, provider, ct) : []);
        return users is null ? null : $"{what} is used by {users}, and spec.onAirGuard is true. {ProviderUse.Remedy}";
    }
}
