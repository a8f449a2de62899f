using Onair.Api.MediaProviders;
using Onair.Api.Rules;

namespace Onair.Api.VideoAssets;

/// <summary>The rules of a VideoAsset that its schema cannot express. The admission webhook and the operator both apply them.</summary>
public static class VideoAssetRules
{
    /// <summary>All rules, in the order in which violations are reported.</summary>
    public static IReadOnlyList<Rule<VideoAssetCase>> Table { get; } =
    [
        new("spec.providerRef.name", "Immutable once something was created at the service.", ImmutableFields.Provider),
        new("spec.providerRef.name", "Must be a MediaProvider with spec.video.", ProviderRules.HasVideo),
        new("spec.providerRef.name", ProviderNamespaces.Rule, ProviderRules.AllowsNamespace),
        new("spec.source", "Must have exactly one of directUpload, url and archiveSplitRef.", SourceRules.One),
        new("spec.source", "Immutable, except for corsOrigin and timeoutSeconds of directUpload, which apply to the next upload.", ImmutableFields.Source),
        new("spec.source", "directUpload requires the MediaProvider's action createUpload; url and archiveSplitRef require createAsset.", ProviderRules.HasAction),
        new("spec.source.url", "Must be an absolute http or https URL without a user name or password.", SourceRules.Url),
        new("spec.source.url", "Must have a public host, or one in the MediaProvider's allowedSourceCidrs.", SourceRules.Public),
        new("spec.source.archiveSplitRef.section", "Must be the index of a section of the ArchiveSplit.", SourceRules.Section),
        new("spec.source.directUpload.secretName", "Required if the VideoAsset's name is too long for the default.", SecretRules.Lengths),
        new("spec.playbackPolicy", "Immutable.", ImmutableFields.Policy),
        new("spec.playbackPolicy", "Signed requires a MediaProvider with signingKeySecretRef, and playback.signedUrl in its action map.", ProviderRules.CanSign),
        new("spec.signedPlayback.secretName", "Must differ from the Secret of the upload.", SecretRules.Distinct),
        new("spec.thumbnail.timeSeconds", "Must be within the video, once its duration is known.", TimeRules.Thumbnail),
        new("spec.chapters[].endSeconds", "Must be after startSeconds.", TimeRules.ChapterEnd),
        new("spec.chapters[].startSeconds", "Must be after the start, and not before the end, of the previous chapter.", TimeRules.ChapterOrder),
        new("spec.chapters[]", "Must be within the video, once its duration is known.", TimeRules.ChapterWithin),
        new("spec.metadata", "Must have at most 64 entries.", MetadataRules.Count),
        new("spec.metadata", "Names must have 1 to 63 characters, values at most 1024.", MetadataRules.Lengths),
    ];

    /// <summary>Returns all violations; empty when the asset is valid.</summary>
    public static IReadOnlyList<Violation> Check(VideoAssetCase asset) => [.. Table.SelectMany(rule => rule.Check(asset))];
}
