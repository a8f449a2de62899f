using System.Text.Json;
using System.Text.Json.Nodes;
using Onair.Api;
using Onair.Api.ArchiveSplits;
using Onair.Api.MediaProviders;
using Onair.Api.Rules;

namespace Onair.Tests.Integration.GeneratedManifests.Kinds;

internal sealed class ArchiveSplitManifests : KindManifests
{
    public override string Kind => "ArchiveSplit";

    public override IReadOnlyList<Violation> Violations(JsonObject manifest, JsonObject? stored, IReadOnlyList<MediaProvider> providers) =>
        ArchiveSplitRules.Check(Read(manifest).Case(null, null, []) with { Before = stored is null ? null : Read(stored).Spec });

    // One source, and one section that stays when all others go.
    public override void Prepare(JsonObject manifest, IReadOnlyList<MediaProvider> providers)
    {
        var spec = (JsonObject)manifest["spec"]!;
        if (spec["broadcastRef"] is null) spec["streamRef"] = new JsonObject { ["name"] = "show" };
        else spec.Remove("streamRef");
        if (manifest["spec"]!["sections"] is JsonArray sections) sections[0] = new JsonObject { ["start"] = 0, ["end"] = 60 };
    }

    private static ArchiveSplit Read(JsonObject manifest) => manifest.Deserialize(OnairJsonContext.Default.ArchiveSplit)!;
}
