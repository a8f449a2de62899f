using System.Text.Json;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using Onair.Api;
using Onair.Api.Common;
using Onair.Events.Outboxes;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Controllers;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.Resources;

namespace Onair.Operator.Outboxes;

/// <summary>The outboxes of all resources of a kind.</summary>
internal sealed class ResourceOutbox<T>(OutboxKind<T> kind, ResourceType<T> type, Informer<T> informer, EntityWriter<T> writer, KubernetesClient client, ISinkDirectory sinks) : IOutbox
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private const int MaxConflicts = 20;

    private static readonly PatchOptions OfStatus = new() { Subresource = "status" };

    public string Kind => type.Kind;

    public Task WaitForSyncAsync(CancellationToken cancellationToken) => informer.WaitForSyncAsync(cancellationToken);

    public IEnumerable<NamespacedName> Waiting() => informer.List().Where(HasEvents).Select(r => NamespacedName.Of(r));

    public IDisposable Subscribe(Action<NamespacedName> changed) => informer.Subscribe(e =>
    {
        if (e.Type != InformerEventType.Deleted && HasEvents(e.Object)) changed(NamespacedName.Of(e.Object));
    });

    public IReadOnlyList<PendingEvent> Get(NamespacedName name) => writer.Freshest(name) is { } resource ? Own(resource)?.Events ?? [] : [];

    /// <summary>The outbox of a resource without events that are not its own, and without EventSinks that may not get them.</summary>
    public OutboxStatus? Own(T resource) =>
        OwnEvents.In(kind.Outbox(resource), resource.Metadata, SourceOf(type, resource), sink => sinks.Admits(sink, resource.Metadata.NamespaceProperty));

    /// <summary>The path of a resource at the API server, which its events have as their source.</summary>
    public static string SourceOf(ResourceType<T> type, T resource) =>
        $"/apis/{type.Group}/{type.Version}/namespaces/{resource.Metadata.NamespaceProperty}/{type.Plural}/{resource.Metadata.Name}";

    public async Task SettleAsync(NamespacedName name, string sink, IReadOnlySet<string> ids, CancellationToken cancellationToken)
    {
        var resource = writer.Freshest(name);
        for (var conflicts = 0; resource is not null && kind.Outbox(resource) is { } outbox; conflicts++)
        {
            var settled = Outbox.Settle(outbox, sink, ids);
            if (ReferenceEquals(settled, outbox)) return;
            try
            {
                await writer.PatchAsync(resource, PatchOf(resource, settled), OfStatus, cancellationToken);
                return;
            }
            catch (ApiException e) when (e.IsConflict && conflicts < MaxConflicts)
            {
                resource = await client.FindAsync(type, name.Name, name.Namespace, cancellationToken);
            }
            catch (ApiException e) when (e.IsNotFound)
            {
                return;
            }
        }
    }

    // Of the version that was looked at: an event that was added meanwhile must not be lost with the list.
    private static Patch PatchOf(T resource, OutboxStatus settled) => Patch.Merge(new JsonObject
    {
        ["metadata"] = new JsonObject { ["resourceVersion"] = resource.Metadata.ResourceVersion },
        ["status"] = new JsonObject
        {
            ["outbox"] = new JsonObject { ["events"] = JsonSerializer.SerializeToNode(settled, OnairJsonContext.Default.OutboxStatus)!["events"]!.DeepClone() },
        },
    });

    private bool HasEvents(T resource) => kind.Outbox(resource) is { Events.Count: > 0 };
}
