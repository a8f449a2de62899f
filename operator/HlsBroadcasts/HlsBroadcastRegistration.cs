using Onair.Api;
using Onair.Api.HlsBroadcasts;
using Onair.Api.MediaProviders;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.Resources;
using Onair.Operator.HlsBroadcasts.Credentials;
using Onair.Operator.HlsBroadcasts.Status;
using Onair.Operator.HlsBroadcasts.Viewers;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.HlsBroadcasts;

/// <summary>Registers what HlsBroadcasts need.</summary>
internal static class HlsBroadcastRegistration
{
    public static IServiceCollection AddHlsBroadcasts(this IServiceCollection services, OperatorOptions options) => services
        .AddSingleton<CredentialSecrets>()
        .AddSingleton<BucketDenials>()
        .AddSingleton<ViewerLooks>()
        .AddSingleton<HlsBroadcastRecorder>()
        .AddSingleton<HlsBroadcastActor>()
        .AddReconciler<HlsBroadcastReconciler, HlsBroadcast, HlsBroadcastRound>(
            OnairResources.HlsBroadcasts, HlsBroadcastOutbox.Kind, options, o => o
                // No two broadcasts have the same folder.
                .Reads(OnairResources.HlsBroadcasts)
                .Watch<MediaProvider>(OnairResources.MediaProviders, BroadcastsOf),
            b => b.Recorded is { StoppedAt: null, StoppingAt: null, Credentials: { ExpiresAt: not null, SecretName: var secret } } ? [secret] : []);

    private static IEnumerable<NamespacedName> BroadcastsOf(MediaProvider provider, KnownObjects<HlsBroadcast> broadcasts) =>
        broadcasts.List().Where(b => b.ProviderName == provider.Metadata.Name).Select(b => NamespacedName.Of(b));
}
