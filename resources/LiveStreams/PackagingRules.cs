using Onair.Api.LiveStreams;

namespace Onair.Resources.LiveStreams;

/// <summary>What the windows of a playlist have to do with each other, and where keys come from.</summary>
internal static class PackagingRules
{
    public static IEnumerable<Violation> PlaylistWindow(LiveStreamCase stream)
    {
        var p = stream.Spec.Packaging;
        if (p.PlaylistWindowSeconds < 3 * p.SegmentSeconds)
            yield return new(
                "spec.packaging.playlistWindowSeconds", $"{p.PlaylistWindowSeconds}", $"must be at least three segments, {3 * p.SegmentSeconds} s");
    }

    public static IEnumerable<Violation> StartoverWindow(LiveStreamCase stream)
    {
        var p = stream.Spec.Packaging;
        if (p.StartoverWindowSeconds != 0 && p.StartoverWindowSeconds < p.PlaylistWindowSeconds)
            yield return new(
                "spec.packaging.startoverWindowSeconds", $"{p.StartoverWindowSeconds}",
                $"must be 0 or at least playlistWindowSeconds, {p.PlaylistWindowSeconds} s");
    }

    // Its pattern lets pass what no program reads as a URL, a port that is no number for one; MediaPackage refuses the endpoint then.
    public static IEnumerable<Violation> KeyServer(LiveStreamCase stream)
    {
        if (stream.Spec.Packaging.Encryption is { Speke.Url: var url }
            && !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https")))
            yield return new("spec.packaging.encryption.speke.url", SourceUrls.WithoutUser(url), "must be an absolute http or https URL");
    }
}
