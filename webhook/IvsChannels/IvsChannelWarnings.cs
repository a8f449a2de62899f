using Onair.Api.Common;
using Onair.Api.IvsChannels;
using Onair.Api.MediaProviders;
using Onair.Api.Rules;

namespace Onair.Webhook.IvsChannels;

/// <summary>What is known when an IvsChannel is created or edited.</summary>
/// <param name="Before">The stored channel; null on CREATE.</param>
/// <param name="After">The new channel, with its recorded status.</param>
/// <param name="SpecChanged">Whether the spec changes; only then is the provider looked up.</param>
/// <param name="Provider">Its MediaProvider; null when it does not exist.</param>
internal sealed record ChannelEdit(IvsChannel? Before, IvsChannel After, bool SpecChanged, MediaProvider? Provider);

/// <summary>What is allowed but deserves a warning.</summary>
internal static class IvsChannelWarnings
{
    private static readonly Func<ChannelEdit, string?>[] List = [ProviderNotFound, ProviderBeingDeleted, Waits];

    public static IReadOnlyList<string> Of(ChannelEdit edit) => [.. List.Select(warning => warning(edit)).OfType<string>()];

    public static IReadOnlyList<string> OfDeletion(IvsChannel channel) =>
        channel is { Metadata.DeletionTimestamp: null, Spec.DeletionPolicy: DeletionPolicy.Delete } && channel.Is(IvsChannelConditions.Live)
            ? ["the channel is live: its deletion ends the stream"] : [];

    private static string? ProviderNotFound(ChannelEdit edit) =>
        edit is { SpecChanged: true, Provider: null, After.Spec.ProviderRef.Name: var name }
            ? Sentence.WithEnd($"spec.providerRef.name: Not found: \"{name}\"", ": the IvsChannel waits until a MediaProvider with that name exists")
            : null;

    private static string? ProviderBeingDeleted(ChannelEdit edit) =>
        edit.Provider is { Metadata: { DeletionTimestamp: not null, Name: { } name } }
            ? Sentence.WithEnd($"spec.providerRef.name: MediaProvider \"{name}\"", " is being deleted")
            : null;

    // "Live channels cannot be updated" (UpdateChannel, IVS API reference).
    private static string? Waits(ChannelEdit edit)
    {
        if (edit is not { SpecChanged: true, Before.Spec: { } before } || !edit.After.Is(IvsChannelConditions.Live)) return null;
        var after = edit.After.Spec;
        string[] fields =
        [
            .. new (string Field, bool Same)[]
            {
                ("spec.type", before.Type == after.Type), ("spec.latencyMode", before.LatencyMode == after.LatencyMode),
                ("spec.authorized", before.Authorized == after.Authorized), ("spec.insecureIngest", before.InsecureIngest == after.InsecureIngest),
                ("spec.recording", before.Recording == after.Recording),
            }.Where(f => !f.Same).Select(f => f.Field),
        ];
        return fields.Length == 0 ? null : $"the channel is live: these edits wait until the stream ends: {string.Join(", ", fields)}";
    }
}
