using System.Text.Json.Nodes;
using Onair.Emulator.MediaLive;
using Onair.Emulator.Protocol;
using Onair.Emulator.State;

namespace Onair.Emulator.MediaConvert;

/// <summary>MediaConvert's rules for a job's settings beyond the model, and what is not emulated.</summary>
internal static class JobRules
{
    private static readonly string[] Settings = ["adAvailOffset", "followSource", "inputs", "outputGroups", "timecodeConfig"];

    /// <summary>All violations; empty when the job can run.</summary>
    /// <param name="settings">Valid by the model, with defaults filled in and those of the template below.</param>
    public static IReadOnlyList<Violation> Check(JsonObject settings)
    {
        List<Violation> violations = [.. NotEmulated(settings, "settings", Settings)];
        var (inputs, groups) = (settings.Items("inputs").ToList(), settings.Items("outputGroups").ToList());
        if (inputs.Count == 0) violations.Add(new("settings.inputs", "must have at least 1 item"));
        if (groups.Count == 0) violations.Add(new("settings.outputGroups", "must have at least 1 item"));
        foreach (var (index, input) in inputs.Index()) violations.AddRange(InputRules.Check(input, $"settings.inputs[{index}]"));
        foreach (var (index, group) in groups.Index()) violations.AddRange(Group(group, $"settings.outputGroups[{index}]"));
        return violations;
    }

    /// <summary>Members that have an effect that is not emulated. Members without an effect, such as <c>[]</c> or NONE, pass.</summary>
    internal static IEnumerable<Violation> NotEmulated(JsonNode? structure, string path, IReadOnlyCollection<string> emulated) =>
        from member in structure as JsonObject ?? []
        where member.Value is not (null or JsonArray { Count: 0 } or JsonObject { Count: 0 }) && !emulated.Contains(member.Key)
        where member.Value is not JsonValue value || value.ToString() is not ("DISABLED" or "NONE" or "0" or "false" or "DEFAULT")
        select new Violation($"{path}.{member.Key}", "is not emulated");

    private static IEnumerable<Violation> Group(JsonNode group, string path)
    {
        var type = group.Text("outputGroupSettings.type");
        if (type != "FILE_GROUP_SETTINGS")
        {
            yield return new($"{path}.outputGroupSettings.type", $"value '{type}' is not emulated: the emulator writes FILE_GROUP_SETTINGS only");
            yield break;
        }

        var destination = group.Text("outputGroupSettings.fileGroupSettings.destination");
        if (S3Location.Parse(destination ?? "").Bucket.Length == 0)
            yield return new($"{path}.outputGroupSettings.fileGroupSettings.destination", $"value '{destination}' must be s3://bucket/path");
        if (destination?.Contains('$', StringComparison.Ordinal) == true)
            yield return new($"{path}.outputGroupSettings.fileGroupSettings.destination", "format identifiers are not emulated");
        foreach (var violation in NotEmulated(group, path, ["customName", "name", "outputGroupSettings", "outputs"])) yield return violation;
        var outputs = group.Items("outputs").ToList();
        if (outputs.Count == 0) yield return new($"{path}.outputs", "must have at least 1 item");
        foreach (var (index, output) in outputs.Index())
        {
            if (outputs.Count > 1 && output.Text("nameModifier") is null)
                yield return new($"{path}.outputs[{index}].nameModifier", "is required where a group has several outputs");
            foreach (var violation in OutputRules.Check(output, $"{path}.outputs[{index}]")) yield return violation;
        }

        foreach (var twice in outputs.CountBy(o => o.Text("nameModifier") ?? "").Where(n => n.Value > 1 && n.Key.Length > 0))
            yield return new($"{path}.outputs", $"nameModifier '{twice.Key}' must be unique in the group");
    }
}
