using k8s.Models;
using Onair.Api.Connectors;
using Onair.Connectors;
using Onair.Operator.Pods;

namespace Onair.Operator.Connectors.Pods;

/// <summary>Asks the pods of connectors how they are doing.</summary>
internal sealed class PodReports(PodHttp http)
{
    /// <summary>The report of a connector's pod; null when it does not answer, or is not the connector's.</summary>
    public async Task<ConnectorReport?> AskAsync(Connector connector, V1Pod? pod, CancellationToken cancellationToken) =>
        OwnedPod.Of(pod, connector) is { } owned ? await http.GetAsync(owned, AttemptPod.Port, "/status", ConnectorJson.Default.ConnectorReport, cancellationToken) : null;
}
