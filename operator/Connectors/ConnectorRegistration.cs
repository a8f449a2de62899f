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
using Onair.Operator.Reconciliation;

namespace Onair.Operator.Connectors;

/// <summary>Registers what Connectors need.</summary>
internal static class ConnectorRegistration
{
    public static IServiceCollection AddConnectors(this IServiceCollection services, OperatorOptions options) => services
        .AddSingleton<ConnectorRecorder>()
        .AddSingleton<ConnectorPods>()
        .AddSingleton<PodReports>()
        .AddSingleton<ChimePipelines>()
        .AddSingleton<Resolver>()
        .AddSingleton<TargetClaims>()
        .AddSingleton<ConnectorActor>()
        .AddGauges<ConnectorReportMetrics>()
        .AddReconciler<ConnectorReconciler, Connector, ConnectorRound>(OnairResources.Connectors, ConnectorOutbox.Kind, options, o => o
            .Reads(OnairResources.MediaProviders)
            .Watch<LiveStream>(OnairResources.LiveStreams, (stream, connectors) => Feeding(connectors, stream, c => c.Spec.Target.LiveStreamRef?.Name))
            .Watch<IvsChannel>(OnairResources.IvsChannels, (channel, connectors) => Feeding(connectors, channel, c => c.Spec.Target.IvsChannelRef?.Name))
            // A target that becomes free is waited for.
            .Watch<Connector>(OnairResources.Connectors, (connector, connectors) => connectors.List()
                .Where(c => c.Uid != connector.Uid && c.Namespace() == connector.Namespace() && c.Recorded.Run is null && c.Spec.Target.Text() == connector.Spec.Target.Text())
                .Select(c => NamespacedName.Of(c)))
            .Watch<V1Pod>(BuiltInResources.Pods, ConnectorOf, pods =>
            {
                pods.Namespace = o.Informer.Namespace;
                pods.LabelSelector = AttemptPod.UidLabel;
                pods.Indexes[ConnectorReconciler.ByConnector] = pod => pod.GetLabel(AttemptPod.UidLabel) is { } uid ? [uid] : [];
            }));

    private static IEnumerable<NamespacedName> Feeding(KnownObjects<Connector> connectors, IKubernetesObject<V1ObjectMeta> target, Func<Connector, string?> name) =>
        connectors.List().Where(c => c.Namespace() == target.Namespace() && name(c) == target.Metadata.Name).Select(c => NamespacedName.Of(c));

    private static IEnumerable<NamespacedName> ConnectorOf(V1Pod pod, KnownObjects<Connector> connectors) =>
        (pod.Metadata.OwnerReferences ?? []).Where(o => o.Kind == OnairResources.Connectors.Kind)
            .Select(o => new NamespacedName(pod.Namespace(), o.Name)).Where(name => connectors.Get(name) is not null);
}
