using k8s.Models;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.Resources;
using Onair.Kubernetes.Secrets;

namespace Onair.Gateway.Access;

/// <summary>A cache of the Secrets of one type, in each namespace whose Secrets the gateway may list.</summary>
internal sealed class SecretCache
{
    /// <summary>Prepares the cache; it follows the API server while its informers run.</summary>
    /// <param name="reader">Reads Secrets.</param>
    /// <param name="settings">Which namespaces.</param>
    /// <param name="type">The type of the Secrets.</param>
    /// <param name="indexes">The indexes.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">The log.</param>
    public SecretCache(
        SecretReader reader, StreamApiSettings settings, string type, IReadOnlyDictionary<string, Func<V1Secret, IEnumerable<string>>> indexes, TimeProvider time, ILogger log) =>
        Informers = [.. settings.SecretNamespaces.Select(ns => reader.Watch(type, ns, indexes, time, log))];

    /// <summary>One for each namespace, or one for all.</summary>
    public IReadOnlyList<Informer<V1Secret>> Informers { get; }

    /// <summary>A Secret that the cache has.</summary>
    public V1Secret? Find(NamespacedName name) => Informers.Select(i => i.Known.Get(name)).FirstOrDefault(s => s is not null);

    /// <summary>The Secrets with a key of an index.</summary>
    public IEnumerable<V1Secret> ByIndex(string index, string key) => Informers.SelectMany(i => i.ByIndex(index, key));

    /// <summary>Registers the informers of a cache, which run with the host.</summary>
    public static IServiceCollection Add(IServiceCollection services, StreamApiSettings settings, Func<IServiceProvider, SecretCache> cache)
    {
        for (var i = 0; i < settings.SecretNamespaces.Count; i++)
        {
            var number = i;
            services.AddSingleton<IInformer>(p => cache(p).Informers[number]);
        }
        return services;
    }
}
