using Onair.Api.ArchiveSplits;
using Onair.Api.Common;
using Onair.Api.MediaProviders;
using Onair.Api.VideoAssets;

namespace Onair.Webhook.VideoAssets;

/// <summary>What is known when a VideoAsset is created or edited.</summary>
/// <param name="Before">The asset as it is stored; null when it is created.</param>
/// <param name="After">The asset as it is to be, with what is recorded of it.</param>
/// <param name="SpecChanged">The spec is another: only then provider and split were looked for.</param>
/// <param name="Provider">Its MediaProvider; null when there is none.</param>
/// <param name="Split">Its ArchiveSplit; null when there is none.</param>
internal sealed record AssetEdit(VideoAsset? Before, VideoAsset After, bool SpecChanged, MediaProvider? Provider, ArchiveSplit? Split)
{
    /// <summary>The edit sets an annotation to a value that it did not have.</summary>
    public bool Sets(string annotation) =>
        After.Metadata.Annotations?.GetValueOrDefault(annotation) is { } value && Before?.Metadata.Annotations?.GetValueOrDefault(annotation) != value;
}

/// <summary>What is allowed, but worth a word.</summary>
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
            ? $"spec.providerRef.name: Not found: \"{edit.After.Spec.ProviderRef.Name}\": the VideoAsset waits until there is a MediaProvider of that name"
            : null;

    private static string? ProviderBeingDeleted(AssetEdit edit) =>
        edit.Provider is { Metadata: { DeletionTimestamp: not null, Name: { } name } }
            ? $"spec.providerRef.name: MediaProvider \"{name}\" is being deleted"
            : null;

    // A map without callbacks is so on purpose.
    private static string? Polled(AssetEdit edit) =>
        edit is { Before: null, Provider: { Spec.Video: { CallbackSecretRef: null, Actions: null or { Callback: not null } }, Metadata.Name: { } name } }
            ? $"MediaProvider \"{name}\" has no spec.video.callbackSecretRef: what becomes of the video is only known some seconds later"
            : null;

    private static string? SplitNotFound(AssetEdit edit) =>
        edit is { SpecChanged: true, Split: null, After.Spec.Source.ArchiveSplitRef.Name: { } name }
            ? $"spec.source.archiveSplitRef.name: Not found: \"{name}\": the VideoAsset waits until there is an ArchiveSplit of that name"
            : null;

    private static string? SectionFailed(AssetEdit edit) =>
        edit is { Before: null, Split: { } split, After.Spec.Source.ArchiveSplitRef: { Name: { } name, Section: var section } }
        && split.Recorded.Sections.Any(s => s.Position == section && s.State == SplitSectionState.Failed)
            ? $"spec.source.archiveSplitRef.section: section {section} of ArchiveSplit \"{name}\" has failed: the VideoAsset waits until it is cut after all"
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
            ? $"metadata.annotations[{Annotations.Retry}] has no effect: a direct upload is begun anew with {Annotations.NewUpload}"
            : null;
}
