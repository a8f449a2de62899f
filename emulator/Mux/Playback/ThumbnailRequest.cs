using System.Globalization;
using Onair.Emulator.Mux.Api;

namespace Onair.Emulator.Mux.Playback;

/// <summary>The requested picture and its format.</summary>
/// <param name="Time">Seconds; null for the middle.</param>
/// <param name="Width">Pixels; null to follow from the height.</param>
/// <param name="Height">Pixels; null to follow from the width.</param>
/// <param name="Rotate">Degrees clockwise: 0, 90, 180 or 270.</param>
/// <param name="FitMode"><c>preserve</c>, <c>stretch</c>, <c>crop</c>, <c>smartcrop</c> or <c>pad</c>.</param>
internal sealed record ThumbnailRequest(double? Time, int? Width, int? Height, int Rotate, string FitMode)
{
    private const int LargestSide = 4_096;
    private static readonly string[] FitModes = ["preserve", "stretch", "crop", "smartcrop", "pad"];

    /// <param name="parameter">A parameter's value by its name: from the query, or from a token's claims.</param>
    /// <exception cref="MuxException">A value breaks its rule.</exception>
    public static ThumbnailRequest Read(Func<string, string?> parameter)
    {
        List<string> violations = [];
        var request = new ThumbnailRequest(
            Number("time", 0, 1e6), (int?)Number("width", 1, LargestSide, whole: true), (int?)Number("height", 1, LargestSide, whole: true),
            (int?)Number("rotate", 0, 270, whole: true) ?? 0, parameter("fit_mode") is { Length: > 0 } mode ? mode : "preserve");
        if (request.Rotate % 90 != 0) violations.Add($"rotate: value {request.Rotate} must be 90, 180 or 270");
        if (!FitModes.Contains(request.FitMode)) violations.Add($"fit_mode: value '{request.FitMode}' must be one of {string.Join(", ", FitModes)}");
        return violations.Count == 0 ? request : throw MuxException.Invalid(violations);

        double? Number(string name, double least, double most, bool whole = false)
        {
            if (parameter(name) is not { Length: > 0 } text) return null;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && number >= least && number <= most && (!whole || number == Math.Floor(number))) return number;
            violations.Add(string.Create(CultureInfo.InvariantCulture, $"{name}: value '{text}' must be a{(whole ? " whole" : "")} number between {least} and {most}"));
            return null;
        }
    }

    /// <summary>
    /// Where to seek for the picture shown at the requested time: the last one that starts at or before it. A time after the end selects the
    /// last picture.
    /// </summary>
    public double Seek(MuxMedia media)
    {
        var (video, wanted) = (media.Video!, Time ?? media.Duration / 2);
        var rate = Math.Max(1, video.FrameRate);
        var last = Math.Floor((Math.Min(video.Duration, media.Duration) * rate) + 0.5) - 1;
        var picture = Math.Max(0, Math.Min(Math.Floor((wanted * rate) + 0.001), last));
        // ffmpeg takes the first picture that is not before the place, which it rounds to the file's clock: that may be as coarse as a picture.
        return Math.Max(0, (picture - 0.4) / rate);
    }

    /// <summary>ffmpeg's filters.</summary>
    public string Filter()
    {
        List<string> filters = [.. Rotate switch { 90 => ["transpose=clock"], 180 => ["hflip", "vflip"], 270 => new[] { "transpose=cclock" }, _ => [] }];
        // Square pixels first, so that the sizes mean what they say.
        filters.Insert(0, "scale=iw*sar:ih,setsar=1");
        if ((Width, Height) is ({ } width, { } height))
        {
            filters.AddRange(FitMode switch
            {
                "stretch" => [$"scale={width}:{height}"],
                "crop" or "smartcrop" => [$"scale={width}:{height}:force_original_aspect_ratio=increase", $"crop={width}:{height}"],
                "pad" => [$"scale={width}:{height}:force_original_aspect_ratio=decrease", $"pad={width}:{height}:(ow-iw)/2:(oh-ih)/2"],
                _ => new[] { $"scale={width}:{height}:force_original_aspect_ratio=decrease" },
            });
        }
        else if (Width is not null || Height is not null)
        {
            filters.Add($"scale={Width ?? -1}:{Height ?? -1}");
        }

        return string.Join(',', filters);
    }
}
