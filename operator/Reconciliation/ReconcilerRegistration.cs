using System.Diagnostics.CodeAnalysis;
using k8s;
using k8s.Models;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Onair.Api;
using Onair.Kubernetes.Controllers;
using Onair.Kubernetes.Hosting;
using Onair.Kubernetes.Resources;
using Onair.Operator.Outboxes;

namespace Onair.Operator.Reconciliation;

/// <summary>Registers a kind with the loop.</summary>
internal static class ReconcilerRegistration
{
    /// <summary>Adds a kind with its outbox and its controller.</summary>
    /// <param name="services">The services.</param>
    /// <param name="type">The kind's resource type.</param>
    /// <param name="outbox">The kind's outbox.</param>
    /// <param name="options">The operator's settings.</param>
    /// <param name="watches">The other resources whose changes trigger a reconcile.</param>
    /// <param name="secrets">The names of the Secrets that Onair wrote for a resource and that are to exist now; null for a kind without.</param>
    public static IServiceCollection AddReconciler<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TReconciler, TResource, TRound>(
        this IServiceCollection services, ResourceType<TResource> type, OutboxKind<TResource> outbox, OperatorOptions options,
        Action<ControllerOptions<TResource>> watches, Func<TResource, IEnumerable<string>>? secrets = null)
        where TReconciler : ResourceReconciler<TResource, TRound>
        where TResource : class, IKubernetesObject<V1ObjectMeta>
        where TRound : ReconcileRound<TResource>
    {
        services.TryAddSingleton<ProviderLookup>();
        services.AddSingleton<ResourceReconciler<TResource, TRound>, TReconciler>();
        services.AddSingleton(new WatchedSecrets<TResource>(secrets ?? (_ => [])));
        if (secrets is not null) services.AddLeaderTask<OwnedSecretWatch<TResource>>();
        services.AddOutbox(outbox, type);
        return services.AddController<ReconcileLoop<TResource, TRound>, TResource>(type, o =>
        {
            o.IsWorthReconciling = OutboxRegistration.WakesFor(outbox);
            o.MaxConcurrentReconciles = options.MaxConcurrentReconciles;
            o.Informer.Namespace = options.WatchNamespace.Length > 0 ? options.WatchNamespace : null;
            o.MaxBackoff = TimeSpan.FromMinutes(1);
            // Which sinks want an event, and whether one is gone.
            o.Reads(OnairResources.EventSinks);
            watches(o);
        });
    }
}
