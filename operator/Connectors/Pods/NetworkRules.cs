using System.Text.Json.Nodes;
using Onair.Api.Connectors;
using Onair.Guard;
using Onair.Kubernetes;

namespace Onair.Operator.Connectors.Pods;

/// <summary>
/// The NetworkPolicy of a connector's pods: out to public addresses, to the networks that the chart allows and to the targets, for the
/// browser's WebRTC as well, which passes no proxy; in from the operator alone. Pure.
/// </summary>
internal static class NetworkRules
{
    /// <param name="connector">Whose pods.</param>
    /// <param name="networks">Networks to allow besides public addresses, e.g. <c>10.1.0.0/16</c>.</param>
    public static V1NetworkPolicy Of(Connector connector, IEnumerable<string> networks) => new()
    {
        Metadata = new()
        {
            Name = NameOf(connector),
            Namespace = connector.Metadata.Namespace,
            Labels = AttemptPod.Labels(connector),
            OwnerReferences = [V1OwnerReference.To(connector)],
        },
        Spec = Spec(connector, networks),
    };

    /// <summary>Its name.</summary>
    public static string NameOf(Connector connector) => $"{connector.Metadata.Name}-connector";

    /// <summary>Its spec.</summary>
    public static JsonObject Spec(Connector connector, IEnumerable<string> networks) => new()
    {
        ["podSelector"] = new JsonObject { ["matchLabels"] = new JsonObject { [AttemptPod.UidLabel] = connector.Uid } },
        ["policyTypes"] = new JsonArray("Ingress", "Egress"),
        ["ingress"] = new JsonArray(new JsonObject { ["from"] = new JsonArray(Operator()), ["ports"] = new JsonArray(Port("TCP", AttemptPod.Port)) }),
        ["egress"] = new JsonArray(
            new JsonObject { ["ports"] = new JsonArray(Port("UDP", 53), Port("TCP", 53)) },
            new JsonObject { ["to"] = new JsonArray([Block("0.0.0.0/0", AddressRules.NonPublicV4), Block(AddressRules.PublicV6, []), .. networks.Select(n => Block(n, []))]) }),
    };

    private static JsonObject Operator() => new()
    {
        ["namespaceSelector"] = new JsonObject(),
        ["podSelector"] = new JsonObject
        {
            ["matchLabels"] = new JsonObject { ["app.kubernetes.io/name"] = "onair", ["app.kubernetes.io/component"] = "operator" },
        },
    };

    private static JsonObject Port(string protocol, int port) => new() { ["protocol"] = protocol, ["port"] = port };

    private static JsonObject Block(string cidr, IReadOnlyList<string> except)
    {
        var block = new JsonObject { ["cidr"] = cidr };
        if (except.Count > 0) block["except"] = new JsonArray([.. except.Select(e => (JsonNode)e)]);
        return new JsonObject { ["ipBlock"] = block };
    }
}
