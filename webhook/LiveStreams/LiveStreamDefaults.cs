using System.Text.Json;
using Onair.Api.Rules;
using Onair.Api;
using Onair.Api.Common;
using Onair.Api.MediaProviders;

namespace Onair.Webhook.LiveStreams;

/// <summary>The defaults of a LiveStream. They never replace a declared value, not even an empty object.</summary>
internal static class LiveStreamDefaults
{
    /// <summary>The default provider, when exactly one exists.</summary>
    public static PatchOperation? ProviderRef(JsonElement stream, IReadOnlyList<MediaProvider> defaults) =>
        NeedsProvider(stream) && defaults.Count == 1
            ? Add("/spec/providerRef", JsonSerializer.SerializeToElement(new ProviderReference { Name = defaults[0].Metadata.Name! }, OnairJsonContext.Default.ProviderReference))
            : null;

    /// <summary>The cost guard of the provider's defaults.</summary>
    public static PatchOperation? CostGuard(JsonElement stream, MediaProvider? provider) =>
        NeedsCostGuard(stream) && provider?.Spec.StreamDefaults?.CostGuard is { } guard
            ? Add("/spec/costGuard", JsonSerializer.SerializeToElement(guard, OnairJsonContext.Default.CostGuardSpec))
            : null;

    public static bool NeedsProvider(JsonElement stream) => Lacks(stream, "providerRef");

    public static bool NeedsCostGuard(JsonElement stream) => Lacks(stream, "costGuard");

    /// <summary>The declared provider's name; null when it is missing or not a string.</summary>
    public static string? ProviderName(JsonElement stream) =>
        stream.Member("spec").Member("providerRef").Member("name") is { ValueKind: JsonValueKind.String } name ? name.GetString() : null;

    // The schema is checked later and refuses a spec that is not an object.
    private static bool Lacks(JsonElement stream, string field) =>
        stream.Member("spec") is { ValueKind: JsonValueKind.Object } spec && spec.Member(field).IsAbsent();

    // RFC 6902: add replaces an existing value, which can only be null here.
    private static PatchOperation Add(string path, JsonElement value) => new("add", path, value);
}
