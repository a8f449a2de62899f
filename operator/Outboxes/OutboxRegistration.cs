using Onair.Kubernetes;
using Onair.Operator.EventSinks;

namespace Onair.Operator.Outboxes;

/// <summary>Puts a kind's outbox together.</summary>
internal static class OutboxRegistration
{
    public static IServiceCollection AddOutbox<T>(this IServiceCollection services, OutboxKind<T> kind, ResourceType<T> type)
        where T : class, IKubernetesObject
    {
        services.AddSingleton(p => new ResourceOutbox<T>(
            kind, type, p.GetRequiredService<Informer<T>>(), p.GetRequiredService<EntityWriter<T>>(), p.GetRequiredService<KubernetesClient>()));
        services.AddSingleton<IOutbox>(p => p.GetRequiredService<ResourceOutbox<T>>());
        services.AddSingleton(p => new StatusWriter<T>(
            kind, type, p.GetRequiredService<EntityWriter<T>>(), p.GetRequiredService<KubernetesClient>(), p.GetRequiredService<SinkDirectory>(),
            p.GetRequiredService<DeadLetters>(), p.GetRequiredService<TimeProvider>()));
        return services.AddSingleton(p => new Farewell<T>(
            kind, p.GetRequiredService<StatusWriter<T>>(), p.GetRequiredService<ResourceOutbox<T>>(), p.GetRequiredService<DeadLetters>(),
            p.GetRequiredService<OperatorOptions>(), p.GetRequiredService<TimeProvider>()));
    }

    /// <summary>Which changes are worth a reconcile: also that the last event of a deleted resource is settled, which its finalizer waits for.</summary>
    public static Func<T, T, bool> WakesFor<T>(OutboxKind<T> kind)
        where T : class, IKubernetesObject =>
        (old, now) => ChangePredicates.DesiredStateChanged(old, now)
            || (now.Metadata.DeletionTimestamp is not null && kind.Outbox(now) is { Events.Count: 0 } && kind.Outbox(old) is { Events.Count: > 0 });
}
