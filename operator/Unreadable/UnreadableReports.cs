using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Events;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.LeaderElection;
using Onair.Kubernetes.Queue;
using Onair.Kubernetes.Resources;
using Onair.Operator.Reconciliation;
using EventType = Onair.Kubernetes.Events.EventType;

namespace Onair.Operator.Unreadable;

/// <summary>
/// Reports resources with a field that cannot be read: conditions and an Event, once for each problem. The controller of the kind skips
/// them, and sets the conditions itself once the field can be read again.
/// </summary>
internal sealed partial class UnreadableReports<T>(
    Informer<T> informer, KubernetesClient client, EventRecorder events, TimeProvider time, ILogger<UnreadableReports<T>> logger, LeaderElector? elector = null)
    : ILeaderTask
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private static readonly PatchOptions OfStatus = new() { Subresource = "status" };

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var queue = new WorkQueue<NamespacedName>($"unreadable-{informer.Type.Plural}", TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5), time);
        using var subscription = informer.Subscribe(e =>
        {
            if (e.Type != InformerEventType.Deleted && e.Object.Metadata.Unreadable is not null) queue.Add(NamespacedName.Of(e.Object));
        });
        while (!cancellationToken.IsCancellationRequested)
        {
            var name = await queue.GetAsync(cancellationToken);
            try
            {
                await ReportAsync(name, cancellationToken);
                queue.Forget(name);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                // A conflict, or a server that does not answer: the report of one resource never delays that of another.
                LogFailed(e, informer.Resource, name, queue.AddRateLimited(name).TotalSeconds);
            }
            finally
            {
                queue.Done(name);
            }
        }
    }

    private async Task ReportAsync(NamespacedName name, CancellationToken cancellationToken)
    {
        if (informer.Get(name) is not { Metadata.Unreadable: { } field } resource) return;
        if (await client.FindJsonAsync(informer.Type, name.Name, name.Namespace, cancellationToken) is not { } json) return;
        // The cache shows a newer version soon, and that is reported then.
        if ((string?)json["metadata"]?["resourceVersion"] != resource.Metadata.ResourceVersion) return;
        if (UnreadableConditions.After(json, field, time.GetUtcNow()) is not { } status) return;
        elector?.EnsureLeader();
        try
        {
            await client.PatchAsync(informer.Type, name.Name, name.Namespace, PatchOf(resource, status), OfStatus, cancellationToken);
        }
        catch (ApiException e) when (e.IsInvalid)
        {
            // After a rollback of the CRDs the API server refuses every write of the object, that of its status included. The Event remains.
            LogFailed(e, informer.Resource, name, 0);
        }
        events.Publish(resource, EventType.Warning, EndConditions.Unreadable, UnreadableConditions.Message(field));
    }

    // Of the version that was looked at: nobody else's conditions are lost.
    private static Patch PatchOf(T resource, JsonObject status) => Patch.Merge(new JsonObject
    {
        ["metadata"] = new JsonObject { ["resourceVersion"] = resource.Metadata.ResourceVersion },
        ["status"] = status,
    });

    [LoggerMessage(1, LogLevel.Warning, "{Resource}: the conditions of {Name}, which has an unreadable field, were not written; retrying in {Retry} s")]
    private partial void LogFailed(Exception error, string resource, NamespacedName name, double retry);
}
