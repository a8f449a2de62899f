using Onair.Api;
using Onair.Api.MediaProviders;
using Onair.Api.Rules;
using Onair.Kubernetes;
using Onair.VideoActions;
using Onair.Webhook.Admission;

namespace Onair.Webhook.MediaProviders;

/// <summary>Validates MediaProviders.</summary>
internal sealed class MediaProviderValidation(Providers providers, KubernetesClient client, WebhookSettings settings)
{
    private const string Consequence = "nothing is done in its account";

    public async Task<Verdict> ReviewAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        if (request.Operation == "DELETE") return await DeleteAsync(request, cancellationToken);
        if (request.Object.IsBeingDeleted()) return Verdict.Allowed;
        var (edit, unreadable) = Edit<MediaProvider>.Read(request, OnairResources.MediaProviders.TypeInfo);
        if (edit is null) return Unreadable.Verdict<MediaProvider>(request, unreadable!, Consequence);

        var (before, after) = (edit.Before, edit.After);
        var recorded = before?.Status ?? new();
        var (added, kept) = Ratchet.Split(
            before is null ? [] : Check(before, recorded), Check(after, recorded));
        var known = new ProviderEdit(before, after);
        known = known with
        {
            Defaults = after.IsDefault ? await providers.CurrentDefaultsAsync(cancellationToken) : [],
            Users = known.MovesEndpoint
                ? await ProviderUsers.StreamsAsync(client, request.Name!, s => s.Recorded.Resources.Provider == request.Name, cancellationToken)
                : [],
        };
        return new()
        {
            Violations = added,
            Forbidden = await RemovalAsync(known, cancellationToken),
            Warnings = [.. kept.Select(v => Ratchet.Warning(v, Consequence)), .. MediaProviderWarnings.Of(known)],
        };
    }

    private IReadOnlyList<Violation> Check(MediaProvider provider, MediaProviderStatus recorded) =>
        MediaProviderRules.Check(provider.Case() with { Recorded = recorded, WebIdentityHosts = settings.WebIdentityHosts });

    private async Task<Verdict> DeleteAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        // From the raw object: an unreadable provider must remain deletable.
        if (request.OldObject.IsAbsent() || request.OldObject.IsBeingDeleted()) return Verdict.Allowed;
        if (request.OldObject.Member("spec").Member("onAirGuard").ValueKind == System.Text.Json.JsonValueKind.False) return Verdict.Allowed;
        return new() { Forbidden = await UseAsync($"MediaProvider \"{request.Name}\"", request.Name!, aws: true, video: true, cancellationToken) };
    }

    // Without the account or the service, nothing could delete what is in it.
    private async Task<string?> RemovalAsync(ProviderEdit edit, CancellationToken cancellationToken)
    {
        var (aws, video) = (edit.Removes(s => s.Aws), edit.Removes(s => s.Video));
        if (!edit.After.Spec.OnAirGuard || !(aws || video)) return null;
        var (name, parts) = (edit.After.Metadata.Name!, aws && video ? "spec.aws and spec.video" : aws ? "spec.aws" : "spec.video");
        return await UseAsync($"{parts} of MediaProvider \"{name}\"", name, aws, video, cancellationToken);
    }

    private async Task<string?> UseAsync(string what, string provider, bool aws, bool video, CancellationToken cancellationToken)
    {
        var users = ProviderUse.Text(
            aws ? await ProviderUsers.StreamsAsync(client, provider, _ => true, cancellationToken) : [],
            aws ? await ProviderUsers.ChannelsAsync(client, provider, cancellationToken) : [],
            aws ? await ProviderUsers.SplitsAsync(client, provider, cancellationToken) : [],
            video ? await ProviderUsers.AssetsAsync(client, provider, cancellationToken) : []);
        return users is null ? null : $"{what} is used by {users}, and spec.onAirGuard is true. {ProviderUse.Remedy}";
    }
}
