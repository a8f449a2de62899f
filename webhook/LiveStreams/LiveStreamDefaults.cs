using System.Text.Json;
using Onair.Api;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Webhook.Admission;

namespace Onair.Webhook.LiveStreams;

/// <summary>What a LiveStream gets where nothing is declared. Never touches what somebody wrote, an empty object included.</summary>
internal static class LiveStreamDefaults
{
    /// <summary>The default provider, when exactly one is.</summary>
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

    /// <summary>Whose provider is declared; null when none is, or nothing that could be one.</summary>
    public static string? ProviderName(JsonElement stream) =>
        stream.Member("spec").Member("providerRef").Member("name") is { ValueKind: JsonValueKind.String } name ? name.GetString() : null;

    // No schema has been asked yet: what is no object is for the schema to refuse.
    private static bool Lacks(JsonElement stream, string field) =>
        stream.Member("spec") is { ValueKind: JsonValueKind.Object } spec && spec.Member(field).IsAbsent();

    // RFC 6902: add replaces what is there, which can only be null.
    private static PatchOperation Add(string path, JsonElement value) => new("add", path, value);
}
