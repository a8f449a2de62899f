using System.Text.Json.Nodes;
using Onair.Emulator.Protocol;
using Onair.Emulator.State;

namespace Onair.Emulator.MediaConvert;

/// <summary>An output of a file group: MP4 with H.264 and AAC.</summary>
internal static class OutputRules
{
    private static readonly string[] Emulated = ["audioDescriptions", "containerSettings", "extension", "nameModifier", "videoDescription"];

    // Settings that change neither the frames nor their size are accepted and have no effect.
    private static readonly string[] NoVideoEffect =
    [
        "afdSignaling", "antiAlias", "codecSettings", "colorMetadata", "dropFrameTimecode", "height", "respondToAfd", "scalingBehavior", "sharpness",
        "timecodeInsertion", "width",
    ];

    private static readonly string[] Audio =
        ["audioSourceName", "audioType", "audioTypeControl", "codecSettings", "customLanguageCode", "languageCode", "languageCodeControl", "streamName"];

    public static IEnumerable<Violation> Check(JsonNode output, string path)
    {
        foreach (var violation in JobRules.NotEmulated(output, path, Emulated)) yield return violation;
        if (output.Text("containerSettings.container") is not "MP4" and var container)
            yield return new($"{path}.containerSettings.container", container is null ? "is required" : $"value '{container}' is not emulated: the emulator writes MP4 only");
        foreach (var name in (string[])["extension", "nameModifier"])
        {
            if (output.Text(name)?.Contains('$', StringComparison.Ordinal) == true) yield return new($"{path}.{name}", "format identifiers are not emulated");
        }

        var audio = output.Items("audioDescriptions").ToList();
        if (output["videoDescription"] is { } video)
        {
            foreach (var violation in Video(video, $"{path}.videoDescription")) yield return violation;
        }
        else
        {
            yield return new($"{path}.videoDescription", "an output without video is not emulated");
        }

        if (audio.Count > 1) yield return new($"{path}.audioDescriptions", "more than one track is not emulated");
        foreach (var (index, description) in audio.Index())
            foreach (var violation in Sound(description, $"{path}.audioDescriptions[{index}]")) yield return violation;
    }

    private static IEnumerable<Violation> Video(JsonNode video, string path)
    {
        foreach (var violation in JobRules.NotEmulated(video, path, NoVideoEffect)) yield return violation;
        var codec = video.Text("codecSettings.codec");
        if (codec != "H_264") yield return new($"{path}.codecSettings.codec", $"value '{codec}' is not emulated: the emulator encodes H_264 only");
        foreach (var side in (string[])["height", "width"])
            if (video.Number(side) is { } pixels && pixels % 2 != 0) yield return new($"{path}.{side}", $"value {pixels} must be even");
        var (settings, at) = (video.At("codecSettings.h264Settings"), $"{path}.codecSettings.h264Settings");
        var mode = settings.Text("rateControlMode") ?? "VBR";
        var required = mode == "QVBR" ? "maxBitrate" : "bitrate";
        if (settings.At(required) is null) yield return new($"{at}.{required}", $"is required with rateControlMode {mode}");
        if (settings.Text("interlaceMode") is not (null or "PROGRESSIVE")) yield return new($"{at}.interlaceMode", "interlaced output is not emulated");
        if (settings.Text("framerateControl") != "SPECIFIED") yield break;
        foreach (var part in (string[])["framerateDenominator", "framerateNumerator"])
            if (settings.At(part) is null) yield return new($"{at}.{part}", "is required with framerateControl SPECIFIED");
    }

    private static IEnumerable<Violation> Sound(JsonNode audio, string path)
    {
        foreach (var violation in JobRules.NotEmulated(audio, path, Audio)) yield return violation;
        var codec = audio.Text("codecSettings.codec");
        if (codec != "AAC")
        {
            yield return new($"{path}.codecSettings.codec", $"value '{codec}' is not emulated: the emulator encodes AAC only");
            yield break;
        }

        var (settings, at) = (audio.At("codecSettings.aacSettings"), $"{path}.codecSettings.aacSettings");
        if (settings.At("sampleRate") is null) yield return new($"{at}.sampleRate", "is required");
        if (settings.Text("codingMode") is not { } coding) yield return new($"{at}.codingMode", "is required");
        else if (JobPlanner.Channels(coding) is null) yield return new($"{at}.codingMode", $"value '{coding}' is not emulated");
    }
}
