using System.Text.Json.Nodes;
using Onair.Emulator.Protocol;
using Onair.Emulator.State;

namespace Onair.Emulator.Ivs;

/// <summary>What is configurable of a channel: the defaults of <c>Channel</c> in IVS's API reference, and what it says of the members.</summary>
internal static class ChannelSettings
{
    private static readonly string[] Members =
    [
        "name", "latencyMode", "type", "authorized", "insecureIngest", "recordingConfigurationArn", "preset", "playbackRestrictionPolicyArn", "containerFormat",
    ];

    private static readonly string[] References = ["playbackRestrictionPolicyArn", "adConfigurationArn"];

    /// <summary>The settings of a request over those there are; members that are left out stay.</summary>
    /// <param name="before">Null for a new channel.</param>
    /// <param name="request">Of CreateChannel or UpdateChannel.</param>
    /// <exception cref="OperationException">They contradict each other, or are not emulated.</exception>
    public static JsonObject With(JsonObject? before, JsonObject request)
    {
        var settings = before?.Copy() ?? Defaults();
        foreach (var member in Members.Where(m => request[m] is not null)) settings[member] = request[member]!.DeepClone();
        if (request["preset"] is null) settings["preset"] = Preset(settings);
        if (Check(settings, request).ToList() is { Count: > 0 } violations) throw IvsErrors.Invalid(violations);
        // Nothing that these could name exists here.
        if (References.Select(m => request.Text(m)).FirstOrDefault(arn => arn?.Length > 0) is { } missing) throw IvsErrors.NotFound(missing);
        return settings;
    }

    /// <summary>Whether it belongs to the types that have presets.</summary>
    private static bool IsAdvanced(JsonObject settings) => settings.Required("type").StartsWith("ADVANCED_", StringComparison.Ordinal);

    private static JsonObject Defaults() => new()
    {
        ["name"] = "",
        ["latencyMode"] = "LOW",
        ["type"] = "STANDARD",
        ["authorized"] = false,
        ["insecureIngest"] = false,
        ["recordingConfigurationArn"] = "",
        ["preset"] = "",
        ["playbackRestrictionPolicyArn"] = "",
        ["containerFormat"] = "TS",
    };

    private static string Preset(JsonObject settings) =>
        !IsAdvanced(settings) ? "" : settings.Text("preset") is { Length: > 0 } preset ? preset : "HIGHER_BANDWIDTH_DELIVERY";

    private static IEnumerable<Violation> Check(JsonObject settings, JsonObject request)
    {
        if (settings.Text("preset") is { Length: > 0 } preset && !IsAdvanced(settings))
            yield return new("preset", $"value '{preset}' is for the types ADVANCED_HD and ADVANCED_SD only, not for {settings.Text("type")}");
        if (settings.Text("containerFormat") is { } format and not "TS")
            yield return new("containerFormat", $"value '{format}' is not emulated, only TS");
        if (request.Flag("multitrackInputConfiguration.enabled")) yield return new("multitrackInputConfiguration.enabled", "value true is not emulated");
    }
}
