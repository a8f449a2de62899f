using Onair.Api.Rules;
using Onair.Guard;

namespace Onair.Api.VideoAssets;

/// <summary>Rules for the source of a video.</summary>
internal static class SourceRules
{
    private static readonly HashSet<string> Schemes = new(StringComparer.Ordinal) { "http", "https" };

    public static IEnumerable<Violation> One(VideoAssetCase asset)
    {
        string[] declared = [.. Kinds(asset.Asset.Spec.Source)];
        if (declared.Length != 1)
            yield return new("spec.source", declared.Length == 0 ? null : string.Join(", ", declared), "must have exactly one of directUpload, url and archiveSplitRef");
    }

    /// <summary>Returns the names of the declared sources.</summary>
    public static IEnumerable<string> Kinds(VideoSourceSpec source)
    {
        if (source.DirectUpload is not null) yield return "directUpload";
        if (source.Url is not null) yield return "url";
        if (source.ArchiveSplitRef is not null) yield return "archiveSplitRef";
    }

    public static IEnumerable<Violation> Url(VideoAssetCase asset)
    {
        const string field = "spec.source.url";
        if (asset.Asset.Spec.Source.Url is not { } url) yield break;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || !Schemes.Contains(uri.Scheme))
            yield return new(field, SourceUrls.WithoutUser(url), "must be an absolute http or https URL");
        else if (uri.UserInfo.Length > 0)
            yield return new(field, SourceUrls.WithoutUser(url), "must not contain a user name or password: use a signed URL");
    }

    public static IEnumerable<Violation> Public(VideoAssetCase asset)
    {
        // One violation for each URL is enough.
        if (asset is not { Provider.Video: { } video, Asset.Spec.Source.Url: { } url } || Url(asset).Any()) yield break;
        if (GuardedUrl.Check(url, Schemes, video.AllowedSourceCidrs) is { } rule)
            yield return new(
                "spec.source.url", SourceUrls.WithoutUser(url),
                $"{rule}; spec.video.allowedSourceCidrs of MediaProvider \"{asset.Asset.Spec.ProviderRef.Name}\" can allow private addresses");
    }

    public static IEnumerable<Violation> Section(VideoAssetCase asset)
    {
        if (asset is { Asset.Spec.Source.ArchiveSplitRef: { } section, Split: { } split } && section.Section >= split.Spec.Sections.Count)
            yield return new(
                "spec.source.archiveSplitRef.section", $"{section.Section}",
                $"must be the index of a section of ArchiveSplit \"{section.Name}\", 0 to {split.Spec.Sections.Count - 1}");
    }
}
