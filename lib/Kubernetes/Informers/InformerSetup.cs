using k8s;
using k8s.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Resources;

namespace Onair.Kubernetes.Informers;

/// <summary>The options of a shared informer while services are being registered.</summary>
internal sealed record InformerSetup<T>(ResourceType<T> Type, InformerOptions<T> Options) where T : class, IKubernetesObject<V1ObjectMeta>
{
    /// <summary>Registers the kind's informer, unless it is registered. It needs a <see cref="KubernetesClient"/>.</summary>
    public static InformerSetup<T> Of(IServiceCollection services, ResourceType<T> type)
    {
        if (services.FirstOrDefault(d => d.ServiceType == typeof(InformerSetup<T>))?.ImplementationInstance is InformerSetup<T> known) return known;
        var setup = new InformerSetup<T>(type, new InformerOptions<T>());
        services.AddSingleton(setup);
        services.AddSingleton(p => new Informer<T>(
            p.GetRequiredService<KubernetesClient>(), type, setup.Options, p.GetRequiredService<TimeProvider>(),
            p.GetService<ILoggerFactory>()?.CreateLogger<Informer<T>>() ?? (ILogger)NullLogger.Instance));
        services.AddSingleton<IInformer>(p => p.GetRequiredService<Informer<T>>());
        return setup;
    }
}
