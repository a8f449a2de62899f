using k8s;
using k8s.Models;
using Onair.Api;
using Onair.Api.Connectors;
using Onair.Api.IvsChannels;
using Onair.Api.LiveStreams;
using Onair.Hosting.Metrics;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.Resources;
using Onair.Operator.Connectors.Pipelines;
using Onair.Operator.Connectors.Pods;
using Onair.Operator.Connectors.Status;
using Onair.Operator.Connectors.Targets;
using Onair.Operator.Pods;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.Connectors;

/// <summary>Registers what Connectors need.</summary>
internal static class ConnectorRegistration
{
    public static IServiceCollection AddConnectors(this IServiceCollection services, OperatorOptions options) => services
        .AddSingleton<ConnectorRecorder>()
        .AddSingleton<ConnectorPods>()
        .AddSingleton<PodHttp>()
        .AddSingleton<PodReports>()
        .AddSingleton<ChimePipelines>()
        .AddSingleton<Resolver>()
        .AddSingleton<TargetClaims>()
        .AddSingleton<ConnectorActor>()
        .AddGauges<ConnectorReportMetrics>()
        .AddReconciler<ConnectorReconciler, Connector, ConnectorRound>(OnairResources.Connectors, ConnectorOutbox.Kind, options, o => o
            .Reads(OnairResources.MediaProviders)
            .Watch<LiveStream>(OnairResources.LiveStreams, (stream, connectors) => Feeding(connectors, stream, OnairResources.LiveStreams.Kind))
            .Watch<IvsChannel>(OnairResources.IvsChannels, (channel, connectors) => Feeding(connectors, channel, OnairResources.IvsChannels.Kind))
            // A target that becomes free is waited for.
            .Watch<Connector>(OnairResources.Connectors, (connector, connectors) => connectors.List()
                .Where(c => c.Uid != connector.Uid && c.Namespace() == connector.Namespace() && Waits(c, connector.Recorded.Target ?? connector.Spec.Target.Text()))
                .Select(c => NamespacedName.Of(c)))
            .Watch<V1Pod>(BuiltInResources.Pods, ConnectorOf, pods =>
            {
                pods.Namespace = o.Informer.Namespace;
                pods.LabelSelector = AttemptPod.UidLabel;
                pods.Indexes[ConnectorReconciler.ByConnector] = pod => pod.GetLabel(AttemptPod.UidLabel) is { } uid ? [uid] : [];
            }),
            // The plan of the pod that is to push.
            c => c.Recorded.Run is { ChimePipeline: null } ? [AttemptPod.NameOf(c)!] : []);

    // An edit may have left a run at its former target.
    private static IEnumerable<NamespacedName> Feeding(KnownObjects<Connector> connectors, IKubernetesObject<V1ObjectMeta> target, string kind)
    {
        var text = $"{kind}/{target.Metadata.Name}";
        return connectors.List().Where(c => c.Namespace() == target.Namespace() && (c.Spec.Target.Text() == text || c.PushesTo() == text)).Select(c => NamespacedName.Of(c));
    }

    private static bool Waits(Connector connector, string target) =>
        connector.Spec.Target.Text() == target && (connector.Recorded.Run is null || connector.Recorded.Target != target);

    private static IEnumerable<NamespacedName> ConnectorOf(V1Pod pod, KnownObjects<Connector> connectors) =>
        (pod.Metadata.OwnerReferences ?? []).Where(o => o.Kind == OnairResources.Connectors.Kind)
            .Select(o => new NamespacedName(pod.Namespace(), o.Name)).Where(name => connectors.Get(name) is not null);
}
