using k8s.Models;
using Onair.Api.Connectors;
using Onair.Guard;
using Onair.Kubernetes.Resources;

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
            NamespaceProperty = connector.Namespace(),
            Labels = AttemptPod.Labels(connector),
            OwnerReferences = [connector.MakeOwnerReference()],
        },
        Spec = Spec(connector, networks),
    };

    /// <summary>Its name.</summary>
    public static string NameOf(Connector connector) => $"{connector.Metadata.Name}-connector";

    private static V1NetworkPolicySpec Spec(Connector connector, IEnumerable<string> networks) => new()
    {
        PodSelector = new() { MatchLabels = new Dictionary<string, string> { [AttemptPod.UidLabel] = connector.Uid } },
        PolicyTypes = ["Ingress", "Egress"],
        Ingress = [new() { FromProperty = [Operator()], Ports = [Port("TCP", AttemptPod.Port)] }],
        Egress =
        [
            new() { Ports = [Port("UDP", 53), Port("TCP", 53)] },
            new() { To = [Block("0.0.0.0/0", AddressRules.NonPublicV4), Block(AddressRules.PublicV6, []), .. networks.Select(n => Block(n, []))] },
        ],
    };

    private static V1NetworkPolicyPeer Operator() => new()
    {
        NamespaceSelector = new(),
        PodSelector = new()
        {
            MatchLabels = new Dictionary<string, string> { ["app.kubernetes.io/name"] = "onair", ["app.kubernetes.io/component"] = "operator" },
        },
    };

    private static V1NetworkPolicyPort Port(string protocol, int port) => new() { Protocol = protocol, Port = port };

    private static V1NetworkPolicyPeer Block(string cidr, IReadOnlyList<string> except) =>
        new() { IpBlock = new() { Cidr = cidr, Except = except.Count > 0 ? [.. except] : null } };
}
