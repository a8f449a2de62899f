using Onair.Api;
using Onair.Api.IvsChannels;
using Onair.Api.MediaProviders;
using Onair.Hosting.Metrics;
using Onair.Kubernetes.Hosting;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.Resources;
using Onair.Operator.IvsChannels.Accounts;
using Onair.Operator.IvsChannels.Status;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.IvsChannels;

/// <summary>Registers what IvsChannels need.</summary>
internal static class IvsChannelRegistration
{
    public static IServiceCollection AddIvsChannels(this IServiceCollection services, OperatorOptions options) => services
        .AddSingleton<KeySecrets>()
        .AddSingleton<IvsChannelMemory>()
        .AddSingleton<IvsChannelRecorder>()
        .AddSingleton<IvsChannelActor>()
        .AddSingleton<AccountViewCache>()
        .AddSingleton(ChannelOrphans.Type)
        .AddLeaderTask<AccountWatchTask>()
        .AddGauges<IvsChannelMetrics>()
        .AddReconciler<IvsChannelReconciler, IvsChannel, IvsChannelRound>(
            OnairResources.IvsChannels, IvsChannelOutbox.Kind, options, o => o.Watch<MediaProvider>(OnairResources.MediaProviders, ChannelsOf),
            c => c.Recorded.StreamKeySecretRef is { Name: var secret } ? [secret] : []);

    // A provider that is created or changed.
    private static IEnumerable<NamespacedName> ChannelsOf(MediaProvider provider, KnownObjects<IvsChannel> channels) =>
        channels.List().Where(c => c.ProviderName == provider.Metadata.Name).Select(c => NamespacedName.Of(c));
}
