using System.Text.Json;
using System.Text.Json.Nodes;
using Onair.Api;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Api.Rules;

namespace Onair.Tests.Integration.GeneratedManifests.Kinds;

internal sealed class LiveStreamManifests : KindManifests
{
    public override string Kind => "LiveStream";

    public override bool NamesProvider => true;

    public override IReadOnlyList<Violation> Violations(JsonObject manifest, JsonObject? stored, IReadOnlyList<MediaProvider> providers) =>
        LiveStreamRules.Check(manifest.Deserialize(OnairJsonContext.Default.LiveStream)!.Case(ProviderOf(manifest, providers)));
}
