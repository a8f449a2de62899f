using Onair.Api.Rules;

namespace Onair.Api.VideoAssets;

/// <summary>Fields that cannot change, because the service creates uploads and assets with them.</summary>
internal static class ImmutableFields
{
    private const string Remedy = "create another VideoAsset";

    public static IEnumerable<Violation> Provider(VideoAssetCase asset)
    {
        // The recorded provider takes precedence over the stored spec, so that restoring it is always allowed.
        var (name, made) = (asset.Asset.Spec.ProviderRef.Name, asset.Asset.Recorded.Provider ?? asset.Before?.ProviderRef.Name);
        if (made is not null && made != name) yield return Changed("spec.providerRef.name", name, made);
    }

    public static IEnumerable<Violation> Source(VideoAssetCase asset)
    {
        // A spec with no source, or with several, was never carried out and can still be corrected.
        if (asset.Before is not { Source: var before } || Kind(before) is not { } made || Kind(asset.Asset.Spec.Source) is not { } kind) yield break;
        var after = asset.Asset.Spec.Source;
        if (kind != made) yield return Changed("spec.source", kind, made);
        else if (before.Url != after.Url) yield return Changed("spec.source.url", SourceUrls.WithoutUser(after.Url!));
        else if (before.ArchiveSplitRef != after.ArchiveSplitRef) yield return Changed("spec.source.archiveSplitRef", Text(after.ArchiveSplitRef!), Text(before.ArchiveSplitRef!));
        else if (UploadSecret(asset, before) is var secret && secret != UploadSecret(asset, after))
            yield return Changed("spec.source.directUpload.secretName", UploadSecret(asset, after), secret);
    }

    public static IEnumerable<Violation> Policy(VideoAssetCase asset)
    {
        if (asset.Before is { PlaybackPolicy: var before } && before != asset.Asset.Spec.PlaybackPolicy)
            yield return Changed("spec.playbackPolicy", $"{asset.Asset.Spec.PlaybackPolicy}", $"{before}");
    }

    private static string? Kind(VideoSourceSpec source) => SourceRules.Kinds(source).ToArray() is [var only] ? only : null;

    private static string UploadSecret(VideoAssetCase asset, VideoSourceSpec source) => source.DirectUpload?.SecretName ?? $"{asset.Asset.Metadata.Name}-upload";

    private static string Text(ArchiveSplitSectionReference section) => $"section {section.Section} of {section.Name}";

    private static Violation Changed(string field, string value, string before) => new(field, value, $"cannot be changed from {before}; {Remedy}");

    private static Violation Changed(string field, string value) => new(field, value, $"cannot be changed; {Remedy}");
}
