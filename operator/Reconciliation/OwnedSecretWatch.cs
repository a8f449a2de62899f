using k8s;
using k8s.Models;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Controllers;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.LeaderElection;
using Onair.Kubernetes.Resources;
using Onair.Kubernetes.Secrets;

namespace Onair.Operator.Reconciliation;

/// <summary>
/// Notices that a Secret that Onair wrote was deleted or edited, and wakes its resource. It asks for each by name, and only for the metadata:
/// RBAC cannot limit a watch to some Secrets of a namespace, and the operator may see those alone that it is pointed at.
/// </summary>
internal sealed partial class OwnedSecretWatch<TResource>(
    Informer<TResource> resources, WatchedSecrets<TResource> secrets, ReconcileRequests<TResource> requests, SecretReader reader, OperatorOptions options,
    TimeProvider time, ILogger<OwnedSecretWatch<TResource>> log) : ILeaderTask
    where TResource : class, IKubernetesObject<V1ObjectMeta>
{
    // At most 50 requests a second, which the API server answers from its cache.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await resources.WaitForSyncAsync(cancellationToken);
        while (!cancellationToken.IsCancellationRequested)
        {
            await LookAsync(cancellationToken);
            await Task.Delay(TimeSpan.FromSeconds(options.SecretSeconds), time, cancellationToken);
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var all = resources.Known.List();
        secrets.Keep(all.Select(r => r.Metadata.Uid!).ToHashSet(StringComparer.Ordinal));
        foreach (var resource in all.Where(r => r.Metadata.Unreadable is null))
        {
            foreach (var name in secrets.Of(resource))
            {
                if (!await LookAsync(resource, name, cancellationToken)) return;
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    /// <returns>Whether the API server answered.</returns>
    private async Task<bool> LookAsync(TResource resource, string name, CancellationToken cancellationToken)
    {
        try
        {
            var seen = await reader.FindMetadataAsync(name, resource.Namespace(), cancellationToken);
            if (secrets.Look(resource.Metadata.Uid!, name, seen?.ResourceVersion, time.GetUtcNow())) requests.Add(NamespacedName.Of(resource));
            return true;
        }
        catch (Exception e) when (e is ApiException or HttpRequestException or TimeoutException)
        {
            LogUnanswered(name, e.Message);
            return false;
        }
    }

    [LoggerMessage(14, LogLevel.Debug, "Secret {Name} cannot be looked at: {Error}")]
    private partial void LogUnanswered(string name, string error);
}
