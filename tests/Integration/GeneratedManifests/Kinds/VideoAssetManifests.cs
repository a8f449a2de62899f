using System.Text.Json;
using System.Text.Json.Nodes;
using Onair.Api;
using Onair.Api.MediaProviders;
using Onair.Api.Rules;
using Onair.Api.VideoAssets;

namespace Onair.Tests.Integration.GeneratedManifests.Kinds;

internal sealed class VideoAssetManifests : KindManifests
{
    public override string Kind => "VideoAsset";

    public override IReadOnlyList<Violation> Violations(JsonObject manifest, JsonObject? stored, IReadOnlyList<MediaProvider> providers) =>
        VideoAssetRules.Check(Read(manifest).Case(ProviderOf(manifest, providers), null) with { Before = stored is null ? null : Read(stored).Spec });

    // To take out all sources would leave none.
    public override void Mend(JsonObject spec)
    {
        var source = spec["source"] as JsonObject;
        if (source is null) spec["source"] = source = [];
        foreach (var other in source.Select(p => p.Key).Skip(1).ToList()) source.Remove(other);
        if (source.Count == 0) source["directUpload"] = new JsonObject();
    }

    private static VideoAsset Read(JsonObject manifest) => manifest.Deserialize(OnairJsonContext.Default.VideoAsset)!;
}
