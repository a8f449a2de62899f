using k8s;
using k8s.Models;
using Onair.Api;
using Onair.Api.MediaProviders;
using Onair.Kubernetes.Controllers;
using Onair.Kubernetes.Informers;

namespace Onair.Operator.MediaProviders;

/// <summary>The users of a provider, of every kind that uses providers, from the caches.</summary>
internal sealed class CachedProviderUsers
{
    private readonly List<Func<string, ProviderUsers>> _users = [];
    private readonly List<string> _kinds = [];

    public CachedProviderUsers(IServiceProvider services)
    {
        var visitor = new Caches(this, services);
        foreach (var kind in OnairResources.Kinds) kind.Accept(visitor);
    }

    /// <summary>The kinds that use providers, e.g. <c>LiveStream</c>.</summary>
    public IReadOnlyList<string> Kinds => _kinds;

    /// <summary>The users of a provider, by kind.</summary>
    public IEnumerable<ProviderUsers> Of(string provider) => _users.Select(users => users(provider));

    private sealed class Caches(CachedProviderUsers users, IServiceProvider services) : IKindVisitor
    {
        public void Visit<T>(KindDefinition<T> kind)
            where T : class, IKubernetesObject<V1ObjectMeta>
        {
            if (kind.ProviderUse is null) return;
            var cache = services.GetRequiredService<Informer<T>>();
            users._kinds.Add(kind.Kind);
            users._users.Add(provider => ProviderUse.Of(kind, cache.List(), provider));
        }
    }
}

/// <summary>Declares the caches that <see cref="CachedProviderUsers"/> asks.</summary>
internal static class CachedProviderUsersOptions
{
    public static ControllerOptions<MediaProvider> ReadsUsers(this ControllerOptions<MediaProvider> options)
    {
        var visitor = new Readers(options);
        foreach (var kind in OnairResources.Kinds) kind.Accept(visitor);
        return options;
    }

    private sealed class Readers(ControllerOptions<MediaProvider> options) : IKindVisitor
    {
        public void Visit<T>(KindDefinition<T> kind)
            where T : class, IKubernetesObject<V1ObjectMeta>
        {
            if (kind.ProviderUse is not null) options.Reads(kind.Type);
        }
    }
}
