namespace Onair.Resources.VideoAssets;

/// <summary>The rules of a VideoAsset that its schema cannot say, for the admission webhook and for the operator alike.</summary>
public static class VideoAssetRules
{
    /// <summary>Each rule, in the order in which violations are told.</summary>
    public static IReadOnlyList<Rule<VideoAssetCase>> Table { get; } =
    [
        new("spec.source", "Exactly one of directUpload, url and archiveSplitRef.", SourceRules.One),
        new("spec.providerRef.name", "A MediaProvider with spec.video.", ProviderRules.HasVideo),
    ];

    /// <summary>All violations at once; empty when the asset may be as it is declared.</summary>
    public static IReadOnlyList<Violation> Check(VideoAssetCase asset) => [.. Table.SelectMany(rule => rule.Broken(asset))];
}
