using System.Globalization;

namespace Onair.Emulator.Mux.Assets;

/// <summary>Mux's words for sizes of pictures.</summary>
internal static class ResolutionNames
{
    /// <summary>E.g. <c>16:9</c>.</summary>
    public static string AspectRatio(int width, int height)
    {
        var (a, b) = (width, height);
        while (b != 0) (a, b) = (b, a % b);
        return string.Create(CultureInfo.InvariantCulture, $"{width / a}:{height / a}");
    }

    /// <summary><c>resolution_tier</c>: by the number of pixels, so that a picture on end counts like one that lies.</summary>
    public static string Tier(int width, int height) => ((long)width * height) switch
    {
        <= 1280 * 720 => "720p",
        <= 1920 * 1080 => "1080p",
        <= 2560 * 1440 => "1440p",
        _ => "2160p",
    };

    /// <summary>The deprecated <c>max_stored_resolution</c>.</summary>
    public static string Stored(int width, int height) => Math.Min(width, height) switch
    {
        < 720 => "SD",
        < 1080 => "HD",
        < 1440 => "FHD",
        _ => "UHD",
    };
}
