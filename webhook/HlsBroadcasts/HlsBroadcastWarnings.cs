using Onair.Api.HlsBroadcasts;
using Onair.Api.MediaProviders;
using Onair.Api.Rules;

namespace Onair.Webhook.HlsBroadcasts;

/// <summary>What is known when an HlsBroadcast is created or edited.</summary>
/// <param name="Before">The stored broadcast; null on CREATE.</param>
/// <param name="After">The new broadcast, with its recorded status.</param>
/// <param name="SpecChanged">Whether the spec changes; only then is the provider looked up.</param>
/// <param name="Provider">Its MediaProvider; null when it does not exist.</param>
internal sealed record BroadcastEdit(HlsBroadcast? Before, HlsBroadcast After, bool SpecChanged, MediaProvider? Provider);

/// <summary>What is allowed but deserves a warning.</summary>
internal static class HlsBroadcastWarnings
{
    private static readonly Func<BroadcastEdit, string?>[] List = [ProviderNotFound, ProviderBeingDeleted, LongerCredentials];

    public static IReadOnlyList<string> Of(BroadcastEdit edit) => [.. List.Select(warning => warning(edit)).OfType<string>()];

    private static string? ProviderNotFound(BroadcastEdit edit) =>
        edit is { SpecChanged: true, Provider: null, After.Spec.ProviderRef.Name: var name }
            ? Sentence.WithEnd($"spec.providerRef.name: Not found: \"{name}\"", ": the HlsBroadcast waits until a MediaProvider with that name exists")
            : null;

    private static string? ProviderBeingDeleted(BroadcastEdit edit) =>
        edit.Provider is { Metadata: { DeletionTimestamp: not null, Name: { } name } }
            ? Sentence.WithEnd($"spec.providerRef.name: MediaProvider \"{name}\"", " is being deleted")
            : null;

    private static string? LongerCredentials(BroadcastEdit edit) =>
        edit is { Before.Spec.Credentials.DurationSeconds: var before, After: { Spec.Credentials.DurationSeconds: var after, Recorded: { StartedAt: not null, StoppedAt: null } } } && before != after
            ? "spec.credentials.durationSeconds: applies when the credentials are next replaced; those that are issued keep their expiry"
            : null;
}
