using k8s.Models;
using Onair.Api.ArchiveSplits;
using Onair.Api.Common;
using Onair.Api.MediaProviders;
using Onair.Api.VideoAssets;

namespace Onair.Webhook.VideoAssets;

/// <summary>What is known when a VideoAsset is created or edited.</summary>
/// <param name="Before">The stored asset; null on CREATE.</param>
/// <param name="After">The new asset, with its recorded status.</param>
/// <param name="SpecChanged">Whether the spec changes; only then are provider and split looked up.</param>
/// <param name="Provider">Its MediaProvider; null when it does not exist.</param>
/// <param name="Split">Its ArchiveSplit; null when it does not exist.</param>
internal sealed record AssetEdit(VideoAsset? Before, VideoAsset After, bool SpecChanged, MediaProvider? Provider, ArchiveSplit? Split)
{
    /// <summary>Whether the edit sets the annotation to a new value.</summary>
    public bool Sets(string annotation) =>
        After.GetAnnotation(annotation) is { } value && Before?.GetAnnotation(annotation) != value;
}

/// <summary>What is allowed but deserves a warning.</summary>
internal static class VideoAssetWarnings
{
    private static readonly Func<AssetEdit, string?>[] List =
    [
        ProviderNotFound, ProviderBeingDeleted, Polled, SplitNotFound, SectionFailed,
        edit => NoUpload(edit, Annotations.NewUpload), edit => NoUpload(edit, Annotations.CancelUpload), NoRetry,
    ];

    public static IReadOnlyList<string> Of(AssetEdit edit) => [.. List.Select(warning => warning(edit)).OfType<string>()];

    private static string? ProviderNotFound(AssetEdit edit) =>
        edit is { SpecChanged: true, Provider: null }
            ? $"spec.providerRef.name: Not found: \"{edit.After.Spec.ProviderRef.Name}\": the VideoAsset waits until a MediaProvider with that name exists"
            : null;

    private static string? ProviderBeingDeleted(AssetEdit edit) =>
        edit.Provider is { Metadata: { DeletionTimestamp: not null, Name: { } name } }
            ? $"spec.providerRef.name: MediaProvider \"{name}\" is being deleted"
            : null;

    // A map without callbacks is intentional.
    private static string? Polled(AssetEdit edit) =>
        edit is { Before: null, Provider: { Spec.Video: { CallbackSecretRef: null, Actions: null or { Callback: not null } }, Metadata.Name: { } name } }
            ? $"MediaProvider \"{name}\" has no spec.video.callbackSecretRef: changes of the video are noticed some seconds late"
            : null;

    private static string? SplitNotFound(AssetEdit edit) =>
        edit is { SpecChanged: true, Split: null, After.Spec.Source.ArchiveSplitRef.Name: { } name }
            ? $"spec.source.archiveSplitRef.name: Not found: \"{name}\": the VideoAsset waits until an ArchiveSplit with that name exists"
            : null;

    private static string? SectionFailed(AssetEdit edit) =>
        edit is { Before: null, Split: { } split, After.Spec.Source.ArchiveSplitRef: { Name: { } name, Section: var section } }
        && split.Recorded.Sections.Any(s => s.Position == section && s.State == SplitSectionState.Failed)
            ? $"spec.source.archiveSplitRef.section: section {section} of ArchiveSplit \"{name}\" has failed: the VideoAsset waits until it is cut"
            : null;

    private static string? NoUpload(AssetEdit edit, string annotation)
    {
        if (!edit.Sets(annotation)) return null;
        var reason = edit.After.Spec.Source.DirectUpload is null ? "the VideoAsset has no direct upload"
            : edit.After.Recorded.State is VideoAssetState.Preparing or VideoAssetState.Ready ? $"the video is uploaded and {edit.After.Recorded.State}"
            : null;
        return reason is null ? null : $"metadata.annotations[{annotation}] has no effect: {reason}";
    }

    private static string? NoRetry(AssetEdit edit) =>
        edit.Sets(Annotations.Retry) && edit.After.Spec.Source.DirectUpload is not null
            ? $"metadata.annotations[{Annotations.Retry}] has no effect: a direct upload is restarted with {Annotations.NewUpload}"
            : null;
}
