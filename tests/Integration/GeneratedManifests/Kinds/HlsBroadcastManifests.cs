using System.Text.Json;
using System.Text.Json.Nodes;
using Onair.Api;
using Onair.Api.HlsBroadcasts;
using Onair.Api.MediaProviders;
using Onair.Api.Rules;

namespace Onair.Tests.Integration.GeneratedManifests.Kinds;

internal sealed class HlsBroadcastManifests : KindManifests
{
    public override string Kind => "HlsBroadcast";

    public override bool NamesProvider => true;

    public override IReadOnlyList<Violation> Violations(JsonObject manifest, JsonObject? stored, IReadOnlyList<MediaProvider> providers) =>
        HlsBroadcastRules.Check(manifest.Deserialize(OnairJsonContext.Default.HlsBroadcast)!.Case(ProviderOf(manifest, providers)));

    // There is no broadcast without a provider that allows it.
    public override void Prepare(JsonObject manifest, IReadOnlyList<MediaProvider> providers) =>
        manifest["spec"]!["providerRef"] = new JsonObject { ["name"] = providers.First(p => p.Spec.Aws?.HlsBroadcast is not null).Metadata.Name };
}
