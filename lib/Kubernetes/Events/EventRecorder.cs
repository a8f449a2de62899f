using System.Threading.Channels;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Metrics;
using Onair.Kubernetes.Resources;
using Onair.Primitives;

namespace Onair.Kubernetes.Events;

/// <summary>Publishes Kubernetes Events in the background. Never blocks, never throws; when the server is unavailable or an object
/// has too many Events, they are dropped and counted.</summary>
public sealed partial class EventRecorder
{
    private const int Capacity = 1000;
    private const int MaxMessage = 1024;

    private readonly KubernetesClient _client;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Channel<EventNote> _notes;

    /// <summary>A recorder; Events are delivered while <see cref="RunAsync"/> runs.</summary>
    public EventRecorder(KubernetesClient client, TimeProvider? time = null, ILogger? logger = null)
    {
        _client = client;
        _time = time ?? TimeProvider.System;
        _logger = logger ?? NullLogger.Instance;
        _notes = Channel.CreateBounded<EventNote>(
            new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            _ => Dropped("queue-full"));
    }

    /// <summary>Records that something happened to <paramref name="regarding"/>. A repetition increases the count of the first Event.</summary>
    /// <param name="regarding">The object, as read from the API server.</param>
    /// <param name="type">Normal or Warning.</param>
    /// <param name="reason">CamelCase, for machines.</param>
    /// <param name="message">For people; cut at 1,024 characters.</param>
    public void Publish(IKubernetesObject<V1ObjectMeta> regarding, EventType type, string reason, string message) =>
        _notes.Writer.TryWrite(Note(regarding, type, reason, message));

    /// <summary>Publishes and waits until the Event is delivered, for what must be announced before it happens; at most
    /// for <paramref name="patience"/>, because Events are best effort.</summary>
    /// <param name="regarding">The object, as read from the API server.</param>
    /// <param name="type">Normal or Warning.</param>
    /// <param name="reason">CamelCase, for machines.</param>
    /// <param name="message">For people; cut at 1,024 characters.</param>
    /// <param name="patience">The longest wait.</param>
    /// <param name="cancellationToken">Gives up waiting; the Event is still delivered.</param>
    public async Task PublishAsync(
        IKubernetesObject<V1ObjectMeta> regarding, EventType type, string reason, string message, TimeSpan patience, CancellationToken cancellationToken)
    {
        var settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _notes.Writer.TryWrite(Note(regarding, type, reason, message) with { Settled = settled });
        await Task.WhenAny(settled.Task, Task.Delay(patience, _time, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
    }

    private EventNote Note(IKubernetesObject<V1ObjectMeta> regarding, EventType type, string reason, string message) => new(
        regarding.MakeObjectReference(), type, reason,
        Ellipsis.Cut(message, MaxMessage), _time.GetUtcNow());

    private static void Dropped(string reason) => KubernetesMetrics.EventsDropped.Add(1, new KeyValuePair<string, object?>("reason", reason));
}
