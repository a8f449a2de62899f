using System.Globalization;
using System.Text.Json.Nodes;
using Onair.Emulator.State;

namespace Onair.Emulator.Mux.Assets;

/// <summary>Reads ffprobe's report (<c>-of json -show_format -show_streams</c>).</summary>
internal static class MediaReport
{
    /// <summary>Null when there is neither picture nor sound of any length in it.</summary>
    /// <param name="report">What ffprobe printed.</param>
    /// <param name="newId">Ids of tracks.</param>
    public static MuxMedia? Read(string report, Func<string> newId)
    {
        var root = JsonNode.Parse(report);
        var whole = Number(root.Text("format.duration"));
        var streams = root.Items("streams").ToList();
        // A cover picture is a stream of one frame.
        var video = streams.FirstOrDefault(s => s.Text("codec_type") == "video" && s.Number("disposition.attached_pic") != 1 && s.Number("width") > 0);
        var audio = streams.FirstOrDefault(s => s.Text("codec_type") == "audio");
        if (video is null && audio is null) return null;
        var duration = whole > 0 ? whole : Math.Max(Number(video.Text("duration")), Number(audio.Text("duration")));
        if (duration <= 0) return null;
        return new MuxMedia(
            root.Text("format.format_name") ?? "", Rounded(duration), video is null ? null : Video(video, duration, newId), audio is null ? null : Audio(audio, duration, newId));
    }

    private static MuxVideoTrack Video(JsonNode stream, double whole, Func<string> newId)
    {
        var (width, height) = ((int)stream.Number("width")!.Value, (int)stream.Number("height")!.Value);
        if (Ratio(stream.Text("sample_aspect_ratio"), ':') is var shape and > 0 && Math.Abs(shape - 1) > 0.001) width = (int)Math.Round(width * shape);
        if (stream.Items("side_data_list").Any(d => Math.Abs(d.Number("rotation") ?? 0) % 180 == 90)) (width, height) = (height, width);
        var rate = Ratio(stream.Text("avg_frame_rate"), '/');
        if (rate <= 0) rate = Ratio(stream.Text("r_frame_rate"), '/');
        return new MuxVideoTrack(newId(), stream.Text("codec_name") ?? "", width, height, Math.Round(rate, 3), Length(stream, whole));
    }

    private static MuxAudioTrack Audio(JsonNode stream, double whole, Func<string> newId) => new(
        newId(), stream.Text("codec_name") ?? "", (int)Number(stream.Text("sample_rate")), (int)(stream.Number("channels") ?? 0), Length(stream, whole));

    private static double Length(JsonNode stream, double whole) =>
        Rounded(Number(stream.Text("duration")) is var own and > 0 ? own : whole);

    private static double Rounded(double seconds) => Math.Round(seconds, 6);

    private static double Number(string? text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static double Ratio(string? text, char between)
    {
        var parts = (text ?? "").Split(between);
        return parts.Length == 2 && Number(parts[1]) > 0 ? Number(parts[0]) / Number(parts[1]) : 0;
    }
}
