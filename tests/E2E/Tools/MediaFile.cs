using System.Globalization;
using System.Text.Json.Nodes;

namespace Onair.Tests.E2E.Tools;

/// <summary>What ffprobe says of a file.</summary>
/// <param name="VideoCodec">e.g. <c>h264</c>.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="FrameRate">Frames per second.</param>
/// <param name="AudioCodec">e.g. <c>aac</c>.</param>
/// <param name="Duration">The longest stream's.</param>
internal sealed record MediaFile(string VideoCodec, int Width, int Height, double FrameRate, string AudioCodec, TimeSpan Duration)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task<MediaFile> ProbeAsync(string file)
    {
        var probe = await Tool.RunAsync(
            "ffprobe", ["-v", "error", "-show_streams", "-show_format", "-of", "json", file], Patience);
        var json = JsonNode.Parse(probe.Succeeded())!;
        var streams = json["streams"]!.AsArray();
        var video = streams.Single(stream => (string)stream!["codec_type"]! == "video")!;
        var audio = streams.Single(stream => (string)stream!["codec_type"]! == "audio")!;
        return new(
            (string)video["codec_name"]!, (int)video["width"]!, (int)video["height"]!, Rate((string)video["r_frame_rate"]!),
            (string)audio["codec_name"]!, TimeSpan.FromSeconds(Number((string)json["format"]!["duration"]!)));
    }

    /// <summary>Decodes every frame; what the decoder complained of, empty when nothing.</summary>
    public static async Task<string> DecodeAsync(string file) =>
        (await Tool.RunAsync("ffmpeg", ["-nostdin", "-v", "error", "-i", file, "-f", "null", "-"], Patience)).Errors;

    private static double Rate(string fraction) => Number(fraction.Split('/')[0]) / Number(fraction.Split('/')[1]);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
