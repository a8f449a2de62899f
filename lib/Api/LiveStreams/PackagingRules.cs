using Onair.Api.Rules;

namespace Onair.Api.LiveStreams;

/// <summary>Rules for playlist windows and the key server.</summary>
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

    public static IEnumerable<Violation> KeyServer(LiveStreamCase stream) =>
        HttpUrls.Check("spec.packaging.encryption.speke.url", stream.Spec.Packaging.Encryption?.Speke.Url);
}
