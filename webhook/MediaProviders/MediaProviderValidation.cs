using Onair.Api;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Api.Rules;
using Onair.Kubernetes.Client;
using Onair.VideoActions;
using Onair.Webhook.Admission;

namespace Onair.Webhook.MediaProviders;

/// <summary>Validates MediaProviders.</summary>
internal sealed class MediaProviderValidation(Providers providers, KubernetesClient client, UserRights rights, WebhookSettings settings)
{
    private const string Consequence = "nothing is done in its account";

    public async Task<Verdict> ReviewAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        if (request.Operation == "DELETE") return await DeleteAsync(request, cancellationToken);
        if (request.Object.IsBeingDeleted()) return Verdict.Allowed;
        var (edit, unreadable) = Edit.Read(request.OldObject, request.Object, OnairResources.MediaProviders.TypeInfo);
        if (edit is null) return Unreadable.Verdict(request, unreadable!, Consequence);

        var (before, after) = (edit.Before, edit.After);
        var recorded = before?.Status ?? new();
        var (added, kept) = Ratchet.Split(
            before is null ? [] : Check(before, recorded), Check(after, recorded));
        var known = new ProviderEdit(before, after);
        known = known with
        {
            Defaults = after.IsDefault ? await providers.CurrentDefaultsAsync(null, cancellationToken) : [],
            Users = known.MovesEndpoint
                ? await ProviderUsersQuery.NamesAsync(client, LiveStreamKind.Definition, s => s.Recorded.Resources.Provider == request.Name, cancellationToken)
                : [],
        };
        known = known with { UsersAreNamed = known.Users.Count > 0 && await rights.MayListAsync(request.UserInfo, Group.Name, LiveStreamKind.Definition.Plural, cancellationToken) };
        return new()
        {
            Violations = added,
            Forbidden = await RemovalAsync(request, known, cancellationToken),
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
        return new() { Forbidden = await UseAsync($"MediaProvider \"{request.Name}\"", request, [ProviderPart.Aws, ProviderPart.Video], cancellationToken) };
    }

    // Without the account or the service, nothing could delete what is in it.
    private async Task<string?> RemovalAsync(AdmissionRequest request, ProviderEdit edit, CancellationToken cancellationToken)
    {
        var removed = new[] { (ProviderPart.Aws, edit.Removes(s => s.Aws)), (ProviderPart.Video, edit.Removes(s => s.Video)) }
            .Where(part => part.Item2).Select(part => part.Item1).ToList();
        if (!edit.After.Spec.OnAirGuard || removed.Count == 0) return null;
        return await UseAsync($"{string.Join(" and ", removed.Select(Field))} of MediaProvider \"{request.Name}\"", request, removed, cancellationToken);
    }

    private static string Field(ProviderPart part) => part switch
    {
        ProviderPart.Aws => "spec.aws",
        ProviderPart.Video => "spec.video",
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, "no part of a MediaProvider"),
    };

    private async Task<string?> UseAsync(string what, AdmissionRequest request, IReadOnlyCollection<ProviderPart> parts, CancellationToken cancellationToken)
    {
        var users = ProviderUse.Text(await ProviderUsersQuery.OfAsync(client, rights, request, parts, cancellationToken));
        return users is null ? null : $"{what} is used by {users}, and spec.onAirGuard is true. {ProviderUse.Remedy}";
    }
}
