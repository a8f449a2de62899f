using System.Text.Json.Nodes;
using Onair.Emulator.Protocol;
using Onair.Emulator.State;

namespace Onair.Emulator.MediaConvert;

/// <summary>A job's inputs.</summary>
internal static class InputRules
{
    private static readonly string[] Emulated =
    [
        "audioSelectors", "fileInput", "filterEnable", "filterStrength", "inputClippings", "inputScanType", "psiControl", "timecodeSource", "timecodeStart",
        "videoSelector",
    ];

    public static IEnumerable<Violation> Check(JsonNode input, string path)
    {
        foreach (var violation in JobRules.NotEmulated(input, path, Emulated)) yield return violation;
        var file = input.Text("fileInput");
        if (file is null) yield return new($"{path}.fileInput", "is required");
        else if (!file.StartsWith("s3://", StringComparison.Ordinal)) yield return new($"{path}.fileInput", $"value '{file}' is not emulated: inputs are s3:// objects");
        foreach (var violation in JobRules.NotEmulated(input["videoSelector"], $"{path}.videoSelector", ["colorSpace", "colorSpaceUsage", "alphaBehavior", "rotate"]))
            yield return violation;
        foreach (var (name, selector) in input["audioSelectors"] as JsonObject ?? [])
        {
            foreach (var violation in JobRules.NotEmulated(selector, $"{path}.audioSelectors['{name}']", ["defaultSelection", "programSelection", "audioDurationCorrection"]))
                yield return violation;
        }

        foreach (var violation in Timecodes(input, path)) yield return violation;
    }

    private static IEnumerable<Violation> Timecodes(JsonNode input, string path)
    {
        var clippings = input.Items("inputClippings").ToList();
        var source = input.Text("timecodeSource");
        if (clippings.Count > 0 && source == "EMBEDDED")
            yield return new($"{path}.timecodeSource", "EMBEDDED, the default, is not emulated where an input is clipped: use ZEROBASED or SPECIFIEDSTART");
        if (source == "SPECIFIEDSTART" && input.Text("timecodeStart") is null)
            yield return new($"{path}.timecodeStart", "is required with timecodeSource SPECIFIEDSTART");
        foreach (var (index, clip) in clippings.Index())
        {
            if (clip.Text("startTimecode") is null && clip.Text("endTimecode") is null)
                yield return new($"{path}.inputClippings[{index}]", "must have startTimecode or endTimecode");
        }
    }
}
