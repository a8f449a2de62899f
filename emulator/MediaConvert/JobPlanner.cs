using System.Text.Json.Nodes;
using Onair.Emulator.MediaConvert.Transcoding;
using Onair.Emulator.MediaLive;
using Onair.Emulator.State;

namespace Onair.Emulator.MediaConvert;

/// <summary>Turns a job's settings into what is done.</summary>
internal static class JobPlanner
{
    private const int DefaultQuality = 7;

    public static JobPlan Plan(Job job)
    {
        ArgumentNullException.ThrowIfNull(job);
        var inputs = job.Settings.Items("inputs").Select(Input).ToList();
        return new JobPlan(job.Id, inputs, [.. job.Settings.Items("outputGroups").Select(g => Group(g, inputs[0]))]);
    }

    /// <summary>Channels of a coding mode; null for one that is not emulated.</summary>
    public static int? Channels(string? codingMode) => codingMode switch
    {
        "CODING_MODE_1_0" => 1,
        "CODING_MODE_2_0" => 2,
        "CODING_MODE_5_1" => 6,
        _ => null,
    };

    private static JobInput Input(JsonNode input)
    {
        var (bucket, key) = S3Location.Parse(input.Required("fileInput"));
        var start = input.Text("timecodeSource") == "SPECIFIEDSTART" ? Timecode.Parse(input.Required("timecodeStart")) : default;
        return new JobInput(bucket, key, start, [.. input.Items("inputClippings").Select(c => new JobClip(Code(c, "startTimecode"), Code(c, "endTimecode")))]);
    }

    private static Timecode? Code(JsonNode clip, string member) => clip.Text(member) is { } text ? Timecode.Parse(text) : null;

    private static List<JobOutput> Group(JsonNode group, JobInput first)
    {
        var (bucket, path) = S3Location.Parse(group.Required("outputGroupSettings.fileGroupSettings.destination"));
        // A destination that names a folder takes the first input's name.
        if (path.Length == 0 || path.EndsWith('/')) path += Path.GetFileNameWithoutExtension(first.Key);
        return [.. group.Items("outputs").Select(o => Output(o, bucket, path))];
    }

    private static JobOutput Output(JsonNode output, string bucket, string path) => new(
        bucket,
        $"{path}{output.Text("nameModifier")}.{output.Text("extension") ?? "mp4"}",
        output["videoDescription"] is { } video ? Video(video) : null,
        output.Items("audioDescriptions").FirstOrDefault() is { } audio ? Audio(audio.At("codecSettings.aacSettings")!) : null,
        output.Text("containerSettings.mp4Settings.moovPlacement") != "NORMAL");

    private static VideoEncode Video(JsonNode video)
    {
        var codec = video.At("codecSettings.h264Settings");
        var gop = codec.Number("gopSize");
        var rate = codec.Text("framerateControl") == "SPECIFIED"
            ? new FrameRate((int)codec.Number("framerateNumerator")!, (int)codec.Number("framerateDenominator")!)
            : (FrameRate?)null;
        return new VideoEncode(
            (int?)video.Number("width"), (int?)video.Number("height"), rate,
            codec.Text("rateControlMode") ?? "VBR", (int?)codec.Number("bitrate"), (int?)codec.Number("maxBitrate"),
            (int?)codec.Number("qvbrSettings.qvbrQualityLevel") ?? DefaultQuality,
            codec.Text("gopSizeUnits") == "FRAMES" ? gop : null, codec.Text("gopSizeUnits") == "SECONDS" ? gop : null);
    }

    private static AudioEncode Audio(JsonNode aac) => new(
        (int)(aac.Number("bitrate") ?? 96_000), (int)aac.Number("sampleRate")!, Channels(aac.Text("codingMode"))!.Value);
}
