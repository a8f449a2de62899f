using System.Text.Json;
using System.Text.Json.Nodes;
using Onair.Api;
using Onair.Api.EventSinks;
using Onair.Api.MediaProviders;
using Onair.Api.Rules;

namespace Onair.Tests.Integration.GeneratedManifests.Kinds;

internal sealed class EventSinkManifests : KindManifests
{
    public override string Kind => "EventSink";

    // The namespace of the webhook's kubeconfig, which is not the one that the manifests are in.
    public override IReadOnlyList<Violation> Violations(JsonObject manifest, JsonObject? stored, IReadOnlyList<MediaProvider> providers) =>
        EventSinkRules.Check(new(manifest.Deserialize(OnairJsonContext.Default.EventSink)!) { OperatorNamespace = "default", AllowedCidrs = [] });

    public override void Mend(JsonObject spec) => spec["url"] = "https://hooks.example.com/onair";
}
