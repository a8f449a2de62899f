namespace Onair.Resources.VideoAssets;

/// <summary>Where a video may come from.</summary>
internal static class SourceRules
{
    public static IEnumerable<Violation> One(VideoAssetCase asset)
    {
        var source = asset.Asset.Spec.Source;
        string[] declared = [.. new[] { source.DirectUpload is null ? null : "directUpload", source.Url is null ? null : "url", source.ArchiveSplitRef is null ? null : "archiveSplitRef" }.OfType<string>()];
        if (declared.Length != 1)
            yield return new("spec.source", declared.Length == 0 ? null : string.Join(", ", declared), "must have exactly one of directUpload, url and archiveSplitRef");
    }
}
