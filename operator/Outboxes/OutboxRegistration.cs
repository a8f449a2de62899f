using k8s;
using k8s.Models;
using Onair.Kubernetes.Controllers;
using Onair.Kubernetes.Resources;

namespace Onair.Operator.Outboxes;

/// <summary>Registers a kind's outbox.</summary>
internal static class OutboxRegistration
{
    public static IServiceCollection AddOutbox<T>(this IServiceCollection services, OutboxKind<T> kind, ResourceType<T> type)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        services.AddSingleton(kind).AddSingleton(type);
        services.AddSingleton<ResourceOutbox<T>>();
        services.AddSingleton<IOutbox>(p => p.GetRequiredService<ResourceOutbox<T>>());
        services.AddSingleton<StatusWriter<T>>();
        return services.AddSingleton<OutboxDrain<T>>();
    }

    /// <summary>Which changes trigger a reconcile: also the delivery of a deleted resource's last event, which its finalizer waits for.</summary>
    public static Func<T, T, bool> WakesFor<T>(OutboxKind<T> kind)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        (old, now) => ChangePredicates.DesiredStateChanged(old, now)
            || (now.Metadata.DeletionTimestamp is not null && kind.Outbox(now) is { Events.Count: 0 } && kind.Outbox(old) is { Events.Count: > 0 });
}
