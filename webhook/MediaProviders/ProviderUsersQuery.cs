using k8s;
using k8s.Models;
using Onair.Api;
using Onair.Api.MediaProviders;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Resources;
using Onair.Webhook.Admission;

namespace Onair.Webhook.MediaProviders;

/// <summary>The users of a provider, read from the API server because a cache may lag.</summary>
internal static class ProviderUsersQuery
{
    /// <summary>The objects that have, or will have, something at a provider, of every kind that uses providers.</summary>
    /// <param name="client">The API server.</param>
    /// <param name="rights">What the user may do.</param>
    /// <param name="request">Whose: the provider's name, and the user who is told of those that they may list.</param>
    /// <param name="parts">The parts of the provider that count.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public static async Task<IReadOnlyList<ProviderUsers>> OfAsync(
        KubernetesClient client, UserRights rights, AdmissionRequest request, IReadOnlyCollection<ProviderPart> parts, CancellationToken cancellationToken)
    {
        var query = new Query(client, rights, request, parts, cancellationToken);
        var users = new List<ProviderUsers>();
        foreach (var kind in OnairResources.Kinds)
        {
            kind.Accept(query);
            if (await query.Users is { } found) users.Add(found);
        }
        return users;
    }

    /// <summary>The objects of one kind for which a condition holds, as <c>namespace/name</c>.</summary>
    public static async Task<IReadOnlyList<string>> NamesAsync<T>(
        KubernetesClient client, KindDefinition<T> kind, Func<T, bool> which, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var names = new List<string>();
        await foreach (var item in client.ListAsync(kind.Type, null, cancellationToken: cancellationToken))
            if (which(item)) names.Add($"{NamespacedName.Of(item)}");
        return names;
    }

    private sealed class Query(
        KubernetesClient client, UserRights rights, AdmissionRequest request, IReadOnlyCollection<ProviderPart> parts, CancellationToken cancellationToken) : IKindVisitor
    {
        public Task<ProviderUsers?> Users { get; private set; } = Task.FromResult<ProviderUsers?>(null);

        public void Visit<T>(KindDefinition<T> kind)
            where T : class, IKubernetesObject<V1ObjectMeta> =>
            Users = kind.ProviderUse is { } use && parts.Contains(use.Part) ? ListAsync(kind, use) : Task.FromResult<ProviderUsers?>(null);

        // Recorded or declared: either prevents the deletion.
        private async Task<ProviderUsers?> ListAsync<T>(KindDefinition<T> kind, ProviderUse<T> use)
            where T : class, IKubernetesObject<V1ObjectMeta>
        {
            var names = await NamesAsync(client, kind, item => use.HasOrWillHave(item, request.Name!), cancellationToken);
            return names.Count == 0 ? null
                : new(kind.Kind, names) { AreNamed = await rights.MayListAsync(request.UserInfo, kind.Type.Group, kind.Plural, cancellationToken) };
        }
    }
}
