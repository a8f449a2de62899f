using System.Text.Json;
using System.Text.Json.Nodes;
using Onair.Api;
using Onair.Api.MediaProviders;
using Onair.Api.Rules;
using Onair.Tests.Integration.GeneratedManifests.Kinds;
using Onair.Tests.Manifests;

namespace Onair.Tests.Integration.GeneratedManifests;

/// <summary>What is to be said of a manifest: the tables of rules, asked in this process.</summary>
/// <param name="providers">The MediaProviders that there are.</param>
internal sealed class Oracle(IReadOnlyList<MediaProvider> providers)
{
    private const int MostRepairs = 20;

    public IReadOnlyList<MediaProvider> Providers => providers;

    /// <summary>The manifest with what the webhook fills in.</summary>
    public JsonObject Filled(JsonObject manifest)
    {
        var filled = (JsonObject)manifest.DeepClone();
        if (!IsStream(manifest)) return filled;
        var spec = (JsonObject)filled["spec"]!;
        if (spec["providerRef"] is null && providers.SingleOrDefault(p => p.IsDefault) is { } byDefault)
            spec["providerRef"] = new JsonObject { ["name"] = byDefault.Metadata.Name };
        if (spec["costGuard"] is null && KindManifests.ProviderOf(filled, providers)?.Spec.StreamDefaults?.CostGuard is { } guard)
            spec["costGuard"] = JsonSerializer.SerializeToNode(guard, OnairJsonContext.Default.CostGuardSpec);
        return filled;
    }

    /// <summary>What the rules say of a manifest as it stands.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="stored">What is stored when it is applied; null when nothing is.</param>
    public IReadOnlyList<Violation> Violations(JsonObject manifest, JsonObject? stored = null) => KindManifests.Of(manifest).Violations(manifest, stored, providers);

    public static MediaProvider ReadProvider(JsonObject manifest) => manifest.Deserialize(OnairJsonContext.Default.MediaProvider)!;

    /// <summary>Takes out what the rules complain of; false where that does not help.</summary>
    public bool Mend(JsonObject manifest)
    {
        // A limit that all its streams must have.
        if (IsStream(manifest) && KindManifests.ProviderOf(Filled(manifest), providers)?.Spec.StreamLimits?.MaxRunDuration is { } limit)
            manifest["spec"]!["costGuard"] = new JsonObject { ["maxRunDuration"] = limit };
        var kind = KindManifests.Of(manifest);
        kind.Prepare(manifest, providers);
        for (var i = 0; i < MostRepairs; i++)
        {
            kind.Mend((JsonObject)manifest["spec"]!);
            if (Violations(Filled(manifest)) is not { Count: > 0 } violations) return true;
            Repair.TakeOut(manifest, [.. violations.Select(v => v.Field)]);
        }

        return false;
    }

    private static bool IsStream(JsonObject manifest) => (string?)manifest["kind"] == "LiveStream";
}
