using k8s.Models;
using Onair.Api;
using Onair.Api.Connectors;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Hosting.Metrics;
using Onair.Kubernetes.Hosting;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.Resources;
using Onair.Operator.LiveStreams.Accounts;
using Onair.Operator.LiveStreams.Status;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.LiveStreams;

/// <summary>Registers what LiveStreams need.</summary>
internal static class LiveStreamRegistration
{
    public static IServiceCollection AddLiveStreams(this IServiceCollection services, OperatorOptions options) => services
        .AddSingleton<StreamKeys>()
        .AddSingleton<SourceSecrets>()
        .AddSingleton<LiveStreamMemory>()
        .AddSingleton<SessionFolders>()
        .AddSingleton<LiveStreamRecorder>()
        .AddSingleton<ChannelInput>()
        .AddSingleton<AccountViewCache>()
        .AddSingleton<AccountEventHandler>()
        .AddSingleton(ChannelOrphans.Type)
        .AddLeaderTask<AccountWatchTask>()
        .AddSingleton<LiveStreamActor>()
        .AddGauges<StreamMetrics>()
        .AddReconciler<LiveStreamReconciler, LiveStream, LiveStreamRound>(
            OnairResources.LiveStreams, LiveStreamOutbox.Kind, options, o => o
                .Reads(OnairResources.LiveStreams)
                .Watch<MediaProvider>(OnairResources.MediaProviders, StreamsOf)
                .Watch<Connector>(OnairResources.Connectors, StoppingStreams),
            s => s.Spec.Input.StreamKeySecretRef is null && s.Recorded.Ingest is not null ? [StreamKeys.ReferenceOf(s).Name] : []);

    /// <summary>Whether a connector pushes to a stream, or is about to.</summary>
    public static bool Feeds(Connector connector, LiveStream stream) =>
        connector.Recorded.Run is not null && connector.Namespace() == stream.Namespace() && connector.PushesTo() == $"LiveStream/{stream.Metadata.Name}";

    // The end of a push is waited for by a stream that is to stop, and by no other.
    private static IEnumerable<NamespacedName> StoppingStreams(Connector connector, KnownObjects<LiveStream> streams) =>
        connector.Recorded is { Run: null, Target: { } target } && target.Split('/') is ["LiveStream", var name]
        && streams.Get(new NamespacedName(connector.Namespace(), name)) is { } stream
        && stream.Recorded.Sessions is [.., { StoppingAt: not null, StoppedAt: null }]
            ? [NamespacedName.Of(stream)] : [];

    // A provider that is created or changed.
    private static IEnumerable<NamespacedName> StreamsOf(MediaProvider provider, KnownObjects<LiveStream> streams) =>
        streams.List().Where(s => s.ProviderName == provider.Metadata.Name).Select(s => NamespacedName.Of(s));
}
