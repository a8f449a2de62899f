using System.Globalization;
using Onair.Api.Rules;

namespace Onair.Api.LiveStreams;

/// <summary>Rules across the renditions of a ladder.</summary>
internal static class EncoderRules
{
    public static IEnumerable<Violation> Distinct(LiveStreamCase stream)
    {
        var seen = new HashSet<(int, int, int)>();
        var renditions = stream.Spec.Encoder.Renditions;
        for (var i = 0; i < renditions.Count; i++)
            if (renditions[i] is var r && !seen.Add((r.Height, r.Width, r.Bitrate)))
                yield return new(
                    $"spec.encoder.renditions[{i}]", $"{r.Width}x{r.Height} at {r.Bitrate} bit/s",
                    "renditions must differ in width, height or bitrate");
    }

    public static IEnumerable<Violation> FrameRates(LiveStreamCase stream)
    {
        var renditions = stream.Spec.Encoder.Renditions;
        for (var i = 1; i < renditions.Count; i++)
            if (renditions[i].FrameRate != renditions[0].FrameRate)
                yield return new(
                    $"spec.encoder.renditions[{i}].frameRate", renditions[i].FrameRate.ToString(CultureInfo.InvariantCulture),
                    "must be the same in all renditions, so that players can switch between them");
    }
}
