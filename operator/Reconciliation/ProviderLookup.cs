using k8s;
using k8s.Models;
using Onair.Api.MediaProviders;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.Resources;
using Onair.Operator.AwsAccounts;
using Onair.Operator.ProviderAccess;
using Onair.Operator.VideoServices;

namespace Onair.Operator.Reconciliation;

/// <summary>Finds the MediaProvider of a resource, and the account or service that calls are made with. The round records a failure.</summary>
internal sealed class ProviderLookup(Informer<MediaProvider> providers, ProviderAccountCache accounts, VideoServiceCache services)
{
    public const string Missing = "ProviderMissing";

    /// <summary>The provider of a name; null when there is none.</summary>
    public MediaProvider? Find(string name) => providers.Get(new NamespacedName(null, name));

    /// <summary>The AWS account of a provider; null when it cannot be used.</summary>
    /// <param name="round">The round, which gets the provider or the problem.</param>
    /// <param name="name">The provider's name, as declared or recorded.</param>
    /// <param name="declared">The name that the resource's own spec declares; null when it declares none. Another one must admit the namespace.</param>
    /// <param name="field">The field that names it.</param>
    /// <param name="cancellationToken">Cancels reading the Secrets.</param>
    public Task<ProviderAccount?> AccountAsync<TResource>(ReconcileRound<TResource> round, string name, string? declared, string field, CancellationToken cancellationToken)
        where TResource : class, IKubernetesObject<V1ObjectMeta> => FindAsync(round, name, declared, field, accounts.GetAsync, cancellationToken);

    /// <summary>The video service of a provider; null when it cannot be used.</summary>
    /// <param name="round">The round, which gets the provider or the problem.</param>
    /// <param name="name">The provider's name, as declared or recorded.</param>
    /// <param name="declared">The name that the resource's own spec declares; null when it declares none. Another one must admit the namespace.</param>
    /// <param name="field">The field that names it.</param>
    /// <param name="cancellationToken">Cancels reading the Secrets.</param>
    public Task<VideoService?> ServiceAsync<TResource>(ReconcileRound<TResource> round, string name, string? declared, string field, CancellationToken cancellationToken)
        where TResource : class, IKubernetesObject<V1ObjectMeta> => FindAsync(round, name, declared, field, services.GetAsync, cancellationToken);

    /// <summary>
    /// Why a recorded provider cannot be used; null when it can. What the spec declares, the rules of the kind check; a recorded name proves
    /// nothing, because whoever may write a status could record any.
    /// </summary>
    /// <param name="provider">The provider.</param>
    /// <param name="declared">The name that the resource's spec declares; null when it declares none.</param>
    /// <param name="ns">The resource's namespace.</param>
    internal static ProviderProblem? Refusal(MediaProvider provider, string? declared, string? ns) =>
        provider.Metadata.Name == declared || provider.Spec.Allows(ns) ? null
            : new("ProviderNotAllowed", $"MediaProvider \"{provider.Metadata.Name}\", which the status names, cannot be used: its spec.namespaces do not include this namespace. Add the namespace there, or restore the status.");

    private async Task<T?> FindAsync<TResource, T>(
        ReconcileRound<TResource> round, string name, string? declared, string field, Func<MediaProvider, CancellationToken, Task<T>> connect, CancellationToken cancellationToken)
        where TResource : class, IKubernetesObject<V1ObjectMeta>
        where T : class
    {
        round.Provider = Find(name);
        if (round.Provider is null)
        {
            round.ProviderProblem = new(Missing, $"{field}: Not found: \"{name}\": no MediaProvider has this name.");
            return null;
        }
        if (round.Provider.Metadata.Unreadable is { } unreadable)
        {
            round.ProviderProblem = new("ProviderUnreadable", $"MediaProvider \"{name}\" cannot be used: {unreadable}.");
            return null;
        }
        if (Refusal(round.Provider, declared, round.Resource.Metadata.NamespaceProperty) is { } refusal)
        {
            round.ProviderProblem = refusal;
            return null;
        }
        try
        {
            return await connect(round.Provider, cancellationToken);
        }
        catch (CredentialsException e)
        {
            round.ProviderProblem = new(e.Reason, $"MediaProvider \"{name}\": {e.Message}.");
            return null;
        }
    }
}
