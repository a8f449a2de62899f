using System.Text.Json;
using System.Text.Json.Nodes;
using Onair.Api;
using Onair.Api.BroadcastSites;
using Onair.Api.MediaProviders;
using Onair.Api.Rules;

namespace Onair.Tests.Integration.GeneratedManifests.Kinds;

internal sealed class BroadcastSiteManifests : KindManifests
{
    public override string Kind => "BroadcastSite";

    public override IReadOnlyList<Violation> Violations(JsonObject manifest, JsonObject? stored, IReadOnlyList<MediaProvider> providers) =>
        BroadcastSiteRules.Check(manifest.Deserialize(OnairJsonContext.Default.BroadcastSite)!.Case([]));

    // Two fields that exclude each other are rarely generated apart.
    public override void Mend(JsonObject spec)
    {
        spec["auth"] = new JsonObject { ["open"] = true };
        spec["allowedOrigins"] = new JsonArray("https://www.example.com");
    }
}
