using k8s.Models;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Hosting;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.Resources;

namespace Onair.Gateway.Relays;

/// <summary>Adds relays to the player.</summary>
internal static class RelaySetup
{
    public static IServiceCollection AddRelays(this IServiceCollection services, RelaySettings settings, IReadOnlyList<string> networks) => services
        .AddInformer(BuiltInResources.Pods, o => (o.Namespace, o.LabelSelector) = (settings.Namespace, RelayManifest.Selector))
        .AddSingleton(new RelayClient(settings))
        .AddSingleton(p => new RelayPods(
            p.GetRequiredService<Informer<V1Pod>>(), p.GetRequiredService<KubernetesClient>(), p.GetRequiredService<RelayClient>(), settings, networks, p.GetRequiredService<ILogger<RelayPods>>()))
        .AddHostedService<RelaySweep>();
}
