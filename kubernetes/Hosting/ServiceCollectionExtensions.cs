using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;

namespace Onair.Kubernetes;

/// <summary>Puts the client, controllers and leader election into a host.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>Adds <see cref="KubernetesClient"/> and <see cref="EventRecorder"/>; the configuration is that of the environment unless given.</summary>
    public static IServiceCollection AddKubernetesClient(this IServiceCollection services, KubernetesClientConfiguration? configuration = null) => throw new NotImplementedException();

    /// <summary>Adds a shared <see cref="Informer{T}"/> that runs with the host.</summary>
    public static IServiceCollection AddInformer<T>(this IServiceCollection services, ResourceType<T> type, Action<InformerOptions<T>>? configure = null)
        where T : class, IKubernetesObject => throw new NotImplementedException();

    /// <summary>Adds a controller with its informer, queue, workers and <see cref="EntityWriter{T}"/>.</summary>
    public static IServiceCollection AddController<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TController, T>(this IServiceCollection services, ResourceType<T> type, Action<ControllerOptions<T>>? configure = null)
        where TController : class, IEntityController<T>
        where T : class, IKubernetesObject => throw new NotImplementedException();

    /// <summary>Lets controllers and <see cref="ILeaderTask"/>s run only while this process holds the lease; informers stay warm regardless.</summary>
    public static IServiceCollection AddLeaderElection(this IServiceCollection services, Action<LeaderElectionOptions> configure) => throw new NotImplementedException();

    /// <summary>Adds work that only the leader does.</summary>
    public static IServiceCollection AddLeaderTask<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TTask>(this IServiceCollection services)
        where TTask : class, ILeaderTask => throw new NotImplementedException();
}
