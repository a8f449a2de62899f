using System.Text.Json.Nodes;
using Onair.Emulator.Protocol;
using Onair.Emulator.State;

namespace Onair.Emulator.MediaLive;

/// <summary>What MediaLive checks in a channel beyond its shape: unions, references and what can be encoded.</summary>
internal static class ChannelRules
{
    private static readonly string[] EmulatedGroups = ["archiveGroupSettings", "mediaPackageGroupSettings"];

    private static readonly string[] DestinationKinds = ["mediaPackageSettings", "multiplexSettings", "settings"];

    /// <summary>Everything wrong with the settings (wire names, defaults filled in or not).</summary>
    public static IReadOnlyList<Violation> Check(JsonObject settings)
    {
        var violations = new List<Violation>();
        foreach (var required in (string[])["encoderSettings", "destinations", "inputAttachments"])
            if (settings[required] is null or JsonArray { Count: 0 }) violations.Add(new(required, "is required"));
        if (settings["encoderSettings"] is not { } encoder) return violations;
        var pipelines = settings.Text("channelClass") == "SINGLE_PIPELINE" ? 1 : 2;
        foreach (var (index, destination) in settings.Items("destinations").Index())
            CheckDestination(destination, $"destinations[{index}]", pipelines, violations);
        foreach (var (index, attachment) in settings.Items("inputAttachments").Index())
            if (attachment.Text("inputId") is null) violations.Add(new($"inputAttachments[{index}].inputId", "is required"));
        CheckNames(encoder, "videoDescriptions", violations);
        CheckNames(encoder, "audioDescriptions", violations);
        foreach (var (index, video) in encoder.Items("videoDescriptions").Index())
            CheckVideo(video, $"encoderSettings.videoDescriptions[{index}]", violations);
        foreach (var (index, group) in encoder.Items("outputGroups").Index())
            CheckGroup(settings, group, $"encoderSettings.outputGroups[{index}]", violations);
        return violations;
    }

    private static void CheckDestination(JsonNode destination, string path, int pipelines, List<Violation> violations)
    {
        var kinds = DestinationKinds.Where(k => destination[k] is not null and not JsonArray { Count: 0 }).ToList();
        if (kinds.Count != 1)
        {
            violations.Add(new(path, $"Exactly one of settings, MediaPackage settings, or Multiplex settings is required for destination {destination.Text("id")}"));
            return;
        }

        var count = destination.Items("settings").Count();
        if (kinds[0] == "settings" && count != pipelines)
            violations.Add(new($"{path}.settings", $"count {count} must be {pipelines}, one for each pipeline"));
    }

    private static void CheckNames(JsonNode encoder, string list, List<Violation> violations)
    {
        foreach (var twice in encoder.Items(list).GroupBy(d => d.Text("name")).Where(g => g.Count() > 1))
            violations.Add(new($"encoderSettings.{list}", $"name '{twice.Key}' is not unique"));
    }

    private static void CheckVideo(JsonNode video, string path, List<Violation> violations)
    {
        foreach (var side in (string[])["width", "height"])
        {
            if (video.Number(side) is { } size && (size < 32 || size % 2 != 0))
                violations.Add(new($"{path}.{side}", $"value {size} must be an even number of at least 32"));
        }

        ExactlyOne(video["codecSettings"], $"{path}.codecSettings", violations);
        if (video.At("codecSettings.h264Settings") is not { } h264) return;
        if (h264.Text("framerateControl") == "SPECIFIED" && (h264["framerateNumerator"] is null || h264["framerateDenominator"] is null))
            violations.Add(new($"{path}.codecSettings.h264Settings.framerateNumerator", "and framerateDenominator are required when framerateControl is SPECIFIED"));
        if (h264.Number("gopSize") is <= 0 and var gop)
            violations.Add(new($"{path}.codecSettings.h264Settings.gopSize", $"value {gop} must be greater than 0"));
    }

    private static void CheckGroup(JsonObject settings, JsonNode group, string path, List<Violation> violations)
    {
        ExactlyOne(group["outputGroupSettings"], $"{path}.outputGroupSettings", violations);
        foreach (var (kind, value) in group["outputGroupSettings"]!.AsObject())
        {
            if (!EmulatedGroups.Contains(kind))
            {
                violations.Add(new($"{path}.outputGroupSettings.{kind}", $"is not emulated, only {string.Join(" and ", EmulatedGroups)}"));
            }
            else if (value.Text("destination.destinationRefId") is not { } reference || settings.Items("destinations").All(d => d.Text("id") != reference))
            {
                violations.Add(new($"{path}.outputGroupSettings.{kind}.destination", $"Object references undefined destination \"{value.Text("destination.destinationRefId")}\""));
            }
        }

        if (!group.Items("outputs").Any()) violations.Add(new($"{path}.outputs", "must have at least one output"));
        foreach (var (index, output) in group.Items("outputs").Index())
        {
            ExactlyOne(output["outputSettings"], $"{path}.outputs[{index}].outputSettings", violations);
            CheckReference(settings, output.Text("videoDescriptionName"), "videoDescriptions", $"{path}.outputs[{index}].videoDescriptionName", violations);
            foreach (var audio in output.Texts("audioDescriptionNames"))
                CheckReference(settings, audio, "audioDescriptions", $"{path}.outputs[{index}].audioDescriptionNames", violations);
        }
    }

    private static void CheckReference(JsonObject settings, string? name, string list, string path, List<Violation> violations)
    {
        if (name is not null && settings.Items($"encoderSettings.{list}").All(d => d.Text("name") != name))
            violations.Add(new(path, $"value '{name}' is not the name of one of the {list}"));
    }

    private static void ExactlyOne(JsonNode? union, string path, List<Violation> violations)
    {
        if (union is JsonObject members && members.Count(m => m.Value is not null) != 1)
            violations.Add(new(path, "must contain exactly one property"));
    }
}
