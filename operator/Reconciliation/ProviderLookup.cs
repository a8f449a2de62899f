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
    /// <param name="name">The provider's name.</param>
    /// <param name="field">The field that names it.</param>
    /// <param name="cancellationToken">Cancels reading the Secrets.</param>
    public Task<ProviderAccount?> AccountAsync<TResource>(ReconcileRound<TResource> round, string name, string field, CancellationToken cancellationToken)
        where TResource : class, IKubernetesObject<V1ObjectMeta> => FindAsync(round, name, field, accounts.GetAsync, cancellationToken);

    /// <summary>The video service of a provider; null when it cannot be used.</summary>
    /// <param name="round">The round, which gets the provider or the problem.</param>
    /// <param name="name">The provider's name.</param>
    /// <param name="field">The field that names it.</param>
    /// <param name="cancellationToken">Cancels reading the Secrets.</param>
    public Task<VideoService?> ServiceAsync<TResource>(ReconcileRound<TResource> round, string name, string field, CancellationToken cancellationToken)
        where TResource : class, IKubernetesObject<V1ObjectMeta> => FindAsync(round, name, field, services.GetAsync, cancellationToken);

    private async Task<T?> FindAsync<TResource, T>(
        ReconcileRound<TResource> round, string name, string field, Func<MediaProvider, CancellationToken, Task<T>> connect, CancellationToken cancellationToken)
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
