using Onair.Api.Rules;

namespace Onair.Api.Connectors;

/// <summary>Rules for the picture and the sound.</summary>
internal static class PictureRules
{
    private const int PixelsPerSecond = 1920 * 1080 * 30;

    public static IEnumerable<Violation> Even(ConnectorCase connector)
    {
        var video = connector.Spec.Video;
        if (video.Width % 2 != 0) yield return new("spec.video.width", $"{video.Width}", "must be even, because H.264 with 4:2:0 chroma has no odd sizes");
        if (video.Height % 2 != 0) yield return new("spec.video.height", $"{video.Height}", "must be even, because H.264 with 4:2:0 chroma has no odd sizes");
    }

    public static IEnumerable<Violation> Rate(ConnectorCase connector)
    {
        var video = connector.Spec.Video;
        if ((long)video.Width * video.Height * video.FrameRate > PixelsPerSecond)
            yield return new("spec.video.frameRate", $"{video.FrameRate}", $"must be at most {PixelsPerSecond / (video.Width * video.Height)} at {video.Width}x{video.Height}: the encoder takes 1080p at 30 frames per second");
    }

    public static IEnumerable<Violation> Silence(ConnectorCase connector)
    {
        if (connector.Spec is { Audio.Muted: true, Watchdog.SilentSeconds: { } seconds })
            yield return new("spec.watchdog.silentSeconds", $"{seconds}", "must be absent while spec.audio.muted is true");
    }
}
