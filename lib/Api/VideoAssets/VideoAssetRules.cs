using Onair.Api.ArchiveSplits;
using Onair.Api.MediaProviders;
using Onair.Api.Rules;

namespace Onair.Api.VideoAssets;

/// <summary>The rules of a VideoAsset that its schema cannot say, for the admission webhook and for the operator alike.</summary>
public static class VideoAssetRules
{
    /// <summary>Each rule, in the order in which violations are told.</summary>
    public static IReadOnlyList<Rule<VideoAssetCase>> Table { get; } =
    [
        new("spec.providerRef.name", "Cannot be changed: what was made is there.", ImmutableFields.Provider),
        new("spec.providerRef.name", "A MediaProvider with spec.video.", ProviderRules.HasVideo),
        new("spec.source", "Exactly one of directUpload, url and archiveSplitRef.", SourceRules.One),
        new("spec.source", "Cannot be changed, but for corsOrigin and timeoutSeconds of directUpload, which the next upload gets.", ImmutableFields.Source),
        new("spec.source", "Needs the MediaProvider's action createUpload for directUpload, createAsset for url and archiveSplitRef.", ProviderRules.HasAction),
        new("spec.source.url", "An absolute http or https URL without user name and password.", SourceRules.Url),
        new("spec.source.url", "A public host, or one in the MediaProvider's allowedSourceCidrs.", SourceRules.Public),
        new("spec.source.archiveSplitRef.section", "The position of a section of the ArchiveSplit.", SourceRules.Section),
        new("spec.source.directUpload.secretName", "Needed where the VideoAsset's name is too long for the default.", SecretRules.Lengths),
        new("spec.playbackPolicy", "Cannot be changed.", ImmutableFields.Policy),
        new("spec.playbackPolicy", "Signed needs a MediaProvider that can sign: with signingKeySecretRef, and playback.signedUrl in its action map.", ProviderRules.CanSign),
        new("spec.signedPlayback.secretName", "Not the Secret of the upload.", SecretRules.Distinct),
        new("spec.thumbnail.timeSeconds", "Within the video, once its duration is known.", TimeRules.Thumbnail),
        new("spec.chapters[].endSeconds", "After startSeconds.", TimeRules.ChapterEnd),
        new("spec.chapters[].startSeconds", "After the start, and not before the end, of the chapter before it.", TimeRules.ChapterOrder),
        new("spec.chapters[]", "Within the video, once its duration is known.", TimeRules.ChapterWithin),
        new("spec.metadata", "At most 64 entries.", MetadataRules.Count),
        new("spec.metadata", "Names of 1 to 63 characters, values of at most 1024.", MetadataRules.Lengths),
    ];

    /// <summary>All violations at once; empty when the asset may be as it is declared.</summary>
    public static IReadOnlyList<Violation> Check(VideoAssetCase asset) => [.. Table.SelectMany(rule => rule.Check(asset))];
}
