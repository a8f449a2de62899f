using System.Text.Json;
using System.Text.Json.Nodes;
using Onair.Emulator.Mux.Api;
using Onair.Emulator.State;

namespace Onair.Emulator.Mux.Assets;

/// <summary>What an asset is created with: in a request for one, or in an upload's <c>new_asset_settings</c>.</summary>
/// <param name="Policies">Of its first playback ids.</param>
/// <param name="Input">Where it is fetched from; null when nothing says.</param>
internal sealed record AssetSettings(
    IReadOnlyList<string> Policies, string? Passthrough, JsonObject? Meta, string VideoQuality, bool Test, string? Input)
{
    private const int LongestText = 255;
    private const int LongestTitle = 512;
    private const int LongestMeta = 128;

    /// <summary>Reads the members; violations are added to <paramref name="fields"/>.</summary>
    public static AssetSettings Read(Fields fields)
    {
        var policies = fields.Words("playback_policies", "public", "signed");
        // The former name; the new one takes precedence.
        policies ??= fields.Words("playback_policy", "public", "signed");
        return new(
            policies ?? [], fields.Text("passthrough", LongestText), ReadMeta(fields),
            fields.Word("video_quality", "basic", "plus", "premium") ?? "basic", fields.Flag("test"), ReadInput(fields));
    }

    /// <summary><c>meta</c>, checked.</summary>
    public static JsonObject? ReadMeta(Fields fields)
    {
        if (fields.Object("meta") is not { } meta) return null;
        meta.Text("title", LongestTitle);
        meta.Text("creator_id", LongestMeta);
        meta.Text("external_id", LongestMeta);
        return ((JsonObject)fields.Raw("meta")!).Copy();
    }

    private static string? ReadInput(Fields fields)
    {
        var name = fields.Has("inputs") ? "inputs" : "input";
        if (fields.Raw(name) is not { } value) return null;
        // A bare URL is short for a list of one.
        if (value.GetValueKind() == JsonValueKind.String) return value.GetValue<string>();
        if (value is JsonArray { Count: 1 } list && list[0] is JsonObject input)
            return input["url"] is { } url && url.GetValueKind() == JsonValueKind.String ? url.GetValue<string>() : null;
        fields.Complain(name, $"value {value.ToJsonString()} must be a list of one object with a url");
        return null;
    }
}
