using System.Text.Json;
using System.Text.Json.Nodes;
using Onair.Api;
using Onair.Api.Connectors;
using Onair.Api.MediaProviders;
using Onair.Api.Rules;

namespace Onair.Tests.Integration.GeneratedManifests.Kinds;

internal sealed class ConnectorManifests : KindManifests
{
    public override string Kind => "Connector";

    public override IReadOnlyList<Violation> Violations(JsonObject manifest, JsonObject? stored, IReadOnlyList<MediaProvider> providers) =>
        ConnectorRules.Check(CaseOf(manifest.Deserialize(OnairJsonContext.Default.Connector)!.Spec, providers));

    public override void Mend(JsonObject spec) => MendedConnector.Mend(spec);

    // The webhook allows no networks besides public ones, and there are no targets.
    private static ConnectorCase CaseOf(ConnectorSpec spec, IReadOnlyList<MediaProvider> providers) => new(spec)
    {
        AllowedCidrs = [],
        Provider = providers.FirstOrDefault(p => p.Metadata.Name == spec.Source.ChimePipeline?.ProviderRef.Name)?.Spec,
    };
}
