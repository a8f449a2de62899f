using System.Text.Json;
using System.Text.Json.Nodes;
using Onair.Api;
using Onair.Api.ArchiveSplits;
using Onair.Api.Connectors;
using Onair.Api.EventSinks;
using Onair.Api.IvsChannels;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Api.Rules;
using Onair.Api.VideoAssets;
using Onair.Tests.Manifests;
using Onair.VideoActions;

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
        if (spec["costGuard"] is null && ProviderOf(filled)?.Spec.StreamDefaults?.CostGuard is { } guard)
            spec["costGuard"] = JsonSerializer.SerializeToNode(guard, OnairJsonContext.Default.CostGuardSpec);
        return filled;
    }

    /// <summary>What the rules say of a manifest as it stands.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="stored">What is stored when it is applied; null when nothing is.</param>
    public IReadOnlyList<Violation> Violations(JsonObject manifest, JsonObject? stored = null) => (string?)manifest["kind"] switch
    {
        "LiveStream" => LiveStreamRules.Check(manifest.Deserialize(OnairJsonContext.Default.LiveStream)!.Case(ProviderOf(manifest))),
        "IvsChannel" => IvsChannelRules.Check(manifest.Deserialize(OnairJsonContext.Default.IvsChannel)!.Case(ProviderOf(manifest))),
        "Connector" => ConnectorRules.Check(CaseOf(manifest.Deserialize(OnairJsonContext.Default.Connector)!.Spec)),
        "ArchiveSplit" => ArchiveSplitRules.Check(ReadSplit(manifest).Case(null, null, []) with { Before = stored is null ? null : ReadSplit(stored).Spec }),
        "VideoAsset" => VideoAssetRules.Check(ReadAsset(manifest).Case(ProviderOf(manifest), null) with { Before = stored is null ? null : ReadAsset(stored).Spec }),
        // The namespace of the webhook's kubeconfig, which is not the one that the manifests are in.
        "EventSink" => EventSinkRules.Check(new(manifest.Deserialize(OnairJsonContext.Default.EventSink)!) { OperatorNamespace = "default", AllowedCidrs = [] }),
        _ => MediaProviderRules.Check(ReadProvider(manifest).Case()),
    };

    public static MediaProvider ReadProvider(JsonObject manifest) => manifest.Deserialize(OnairJsonContext.Default.MediaProvider)!;

    private static VideoAsset ReadAsset(JsonObject manifest) => manifest.Deserialize(OnairJsonContext.Default.VideoAsset)!;

    private static ArchiveSplit ReadSplit(JsonObject manifest) => manifest.Deserialize(OnairJsonContext.Default.ArchiveSplit)!;

    /// <summary>Takes out what the rules complain of; false where that does not help.</summary>
    public bool Mend(JsonObject manifest)
    {
        // A limit that all its streams must have.
        if (IsStream(manifest) && ProviderOf(Filled(manifest))?.Spec.StreamLimits?.MaxRunDuration is { } limit)
            manifest["spec"]!["costGuard"] = new JsonObject { ["maxRunDuration"] = limit };
        // One that stays when all others go.
        if (manifest["spec"]!["sections"] is JsonArray sections) sections[0] = new JsonObject { ["start"] = 0, ["end"] = 60 };
        // There is no channel without a provider.
        if ((string?)manifest["kind"] == "IvsChannel") manifest["spec"]!["providerRef"] = new JsonObject { ["name"] = providers.First(p => p.Spec.Aws is not null).Metadata.Name };
        for (var i = 0; i < MostRepairs; i++)
        {
            if ((string?)manifest["kind"] == "VideoAsset") OneSource((JsonObject)manifest["spec"]!);
            if ((string?)manifest["kind"] == "Connector") MendedConnector.Mend((JsonObject)manifest["spec"]!);
            if ((string?)manifest["kind"] == "EventSink") manifest["spec"]!["url"] = "https://hooks.example.com/onair";
            if (Violations(Filled(manifest)) is not { Count: > 0 } violations) return true;
            Repair.TakeOut(manifest, [.. violations.Select(v => v.Field)]);
        }

        return false;
    }

    // To take out all of them would leave none.
    private static void OneSource(JsonObject spec)
    {
        var source = spec["source"] as JsonObject;
        if (source is null) spec["source"] = source = [];
        foreach (var other in source.Select(p => p.Key).Skip(1).ToList()) source.Remove(other);
        if (source.Count == 0) source["directUpload"] = new JsonObject();
    }

    // The webhook allows no networks besides public ones, and there are no targets.
    private ConnectorCase CaseOf(ConnectorSpec spec) => new(spec)
    {
        AllowedCidrs = [],
        Provider = providers.FirstOrDefault(p => p.Metadata.Name == spec.Source.ChimePipeline?.ProviderRef.Name)?.Spec,
    };

    private static bool IsStream(JsonObject manifest) => (string?)manifest["kind"] == "LiveStream";

    private MediaProvider? ProviderOf(JsonObject stream) =>
        providers.FirstOrDefault(p => p.Metadata.Name == (string?)stream["spec"]!["providerRef"]?["name"]);
}
