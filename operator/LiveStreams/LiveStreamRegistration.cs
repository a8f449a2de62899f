using Onair.Api;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Kubernetes;
using Onair.Operator.LiveStreams.Accounts;
using Onair.Operator.LiveStreams.AwsResources;
using Onair.Operator.LiveStreams.Status;
using Onair.Operator.Metrics;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.LiveStreams;

/// <summary>Registers what LiveStreams need.</summary>
internal static class LiveStreamRegistration
{
    public static IServiceCollection AddLiveStreams(this IServiceCollection services, OperatorOptions options) => services
        .AddSingleton<StreamKeys>()
        .AddSingleton<SourceSecrets>()
        .AddSingleton<LiveStreamMemory>()
        .AddSingleton<LiveStreamRecorder>()
        .AddSingleton<ChannelInput>()
        .AddSingleton<AccountViews>()
        .AddSingleton<AccountEventHandler>()
        .AddLeaderTask<AccountWatchTask>()
        .AddSingleton<AwsActor>()
        .AddSingleton<LiveStreamActor>()
        .AddGauges<StreamMetrics>()
        .AddReconciler<LiveStreamReconciler, LiveStream, LiveStreamRound>(
            OnairResources.LiveStreams, LiveStreamOutbox.Kind, options, o => o.Watch<MediaProvider>(OnairResources.MediaProviders, StreamsOf));

    // A provider that is created or changed.
    private static IEnumerable<NamespacedName> StreamsOf(MediaProvider provider, Informer<LiveStream> streams) =>
        streams.List().Where(s => s.ProviderName == provider.Metadata.Name).Select(s => NamespacedName.Of(s));
}
