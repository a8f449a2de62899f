using System.Text.Json;
using System.Text.Json.Nodes;
using Onair.Api;
using Onair.Api.IvsChannels;
using Onair.Api.MediaProviders;
using Onair.Api.Rules;

namespace Onair.Tests.Integration.GeneratedManifests.Kinds;

internal sealed class IvsChannelManifests : KindManifests
{
    public override string Kind => "IvsChannel";

    public override bool NamesProvider => true;

    public override IReadOnlyList<Violation> Violations(JsonObject manifest, JsonObject? stored, IReadOnlyList<MediaProvider> providers) =>
        IvsChannelRules.Check(manifest.Deserialize(OnairJsonContext.Default.IvsChannel)!.Case(ProviderOf(manifest, providers)));

    // There is no channel without a provider.
    public override void Prepare(JsonObject manifest, IReadOnlyList<MediaProvider> providers) =>
        manifest["spec"]!["providerRef"] = new JsonObject { ["name"] = providers.First(p => p.Spec.Aws is not null).Metadata.Name };
}
