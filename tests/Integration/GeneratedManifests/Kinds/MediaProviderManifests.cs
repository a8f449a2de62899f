using System.Text.Json.Nodes;
using Onair.Api.MediaProviders;
using Onair.Api.Rules;
using Onair.VideoActions;

namespace Onair.Tests.Integration.GeneratedManifests.Kinds;

internal sealed class MediaProviderManifests : KindManifests
{
    public override string Kind => "MediaProvider";

    public override IReadOnlyList<Violation> Violations(JsonObject manifest, JsonObject? stored, IReadOnlyList<MediaProvider> providers) =>
        MediaProviderRules.Check(Oracle.ReadProvider(manifest).Case());
}
