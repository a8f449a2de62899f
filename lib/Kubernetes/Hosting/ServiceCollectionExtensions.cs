using System.Diagnostics.CodeAnalysis;
using k8s;
using k8s.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Onair.Kubernetes.Access;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Controllers;
using Onair.Kubernetes.Events;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.LeaderElection;
using Onair.Kubernetes.Resources;
using Onair.Kubernetes.Secrets;

namespace Onair.Kubernetes.Hosting;

/// <summary>Registers the client, controllers and leader election.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>Adds <see cref="KubernetesClient"/>, <see cref="EventRecorder"/>, <see cref="KubernetesHealth"/> and what reads and writes Secrets; the
    /// configuration comes from the environment unless given. A program that adds a <see cref="LabelRule"/> of its own replaces the required label.</summary>
    public static IServiceCollection AddKubernetesClient(this IServiceCollection services, KubernetesClientConfiguration? configuration = null)
    {
        services.TryAddSingleton(_ => configuration ?? ClusterAccess.FromEnvironment());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(p => new KubernetesClient(p.GetRequiredService<KubernetesClientConfiguration>(), p.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(p => new EventRecorder(p.GetRequiredService<KubernetesClient>(), p.GetRequiredService<TimeProvider>(), Log<EventRecorder>(p)));
        services.TryAddSingleton<KubernetesHealth>();
        services.TryAddSingleton(LabelRule.Required);
        services.TryAddSingleton(p => new SecretWarnings(Log<SecretWarnings>(p)));
        services.TryAddSingleton<SecretReader>();
        services.TryAddSingleton<OwnedSecretWriter>();
        services.TryAddSingleton<InstalledSecretWriter>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, KubernetesRuntime>());
        return services;
    }

    /// <summary>Adds a shared <see cref="Informer{T}"/> that runs with the host. Called again for the same kind, it configures the same informer.</summary>
    public static IServiceCollection AddInformer<T>(this IServiceCollection services, ResourceType<T> type, Action<InformerOptions<T>>? configure = null)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var setup = InformerSetup<T>.Of(services.AddKubernetesClient(), type);
        configure?.Invoke(setup.Options);
        return services;
    }

    /// <summary>Adds a controller with its informer, queue, workers and <see cref="EntityWriter{T}"/>.</summary>
    public static IServiceCollection AddController<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TController, T>(
        this IServiceCollection services,
        ResourceType<T> type,
        Action<ControllerOptions<T>>? configure = null)
        where TController : class, IEntityController<T>
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var options = new ControllerOptions<T>(InformerSetup<T>.Of(services.AddKubernetesClient(), type).Options);
        configure?.Invoke(options);
        foreach (var register in options.Registrations) register(services);
        services.TryAddSingleton(p => new EntityWriter<T>(
            p.GetRequiredService<KubernetesClient>(), p.GetRequiredService<Informer<T>>(), p.GetService<LeaderElector>(), p.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<TController>();
        services.TryAddSingleton<ReconcileRequests<T>>();
        services.AddSingleton<ILeaderTask>(p => new ControllerRunner<T>(
            p.GetRequiredService<TController>(),
            p.GetRequiredService<Informer<T>>(),
            p.GetRequiredService<EntityWriter<T>>(),
            options,
            [.. options.SecondaryWatches.Select(w => w(p))],
            [.. options.Caches.Select(c => c(p))],
            p.GetRequiredService<ReconcileRequests<T>>(),
            p.GetRequiredService<TimeProvider>(),
            Log<TController>(p)));
        return services;
    }

    /// <summary>Lets controllers and <see cref="ILeaderTask"/>s run only while this process holds the lease; informers stay warm regardless.</summary>
    public static IServiceCollection AddLeaderElection(this IServiceCollection services, Action<LeaderElectionOptions> configure)
    {
        var options = new LeaderElectionOptions();
        configure(options);
        options.Validate();
        services.AddKubernetesClient();
        services.TryAddSingleton(p => new LeaderElector(p.GetRequiredService<KubernetesClient>(), options, p.GetRequiredService<TimeProvider>(), Log<LeaderElector>(p)));
        return services;
    }

    /// <summary>Adds work that only the leader does.</summary>
    public static IServiceCollection AddLeaderTask<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TTask>(this IServiceCollection services)
        where TTask : class, ILeaderTask
    {
        services.AddKubernetesClient();
        services.TryAddSingleton<TTask>();
        services.AddSingleton<ILeaderTask>(p => p.GetRequiredService<TTask>());
        return services;
    }

    private static ILogger Log<T>(IServiceProvider provider) => provider.GetService<ILoggerFactory>()?.CreateLogger<T>() ?? (ILogger)NullLogger.Instance;
}
