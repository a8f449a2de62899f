using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Onair.Kubernetes;

/// <summary>Publishes Kubernetes Events in the background. Never blocks, never throws; when the server is away or an object is
/// too talkative, Events are dropped and counted.</summary>
public sealed partial class EventRecorder
{
    private const int Capacity = 1000;
    private const int MaxMessage = 1024;

    private readonly KubernetesClient _client;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Channel<EventNote> _notes;

    /// <summary>A recorder; Events leave once <see cref="RunAsync"/> runs.</summary>
    public EventRecorder(KubernetesClient client, TimeProvider? time = null, ILogger? logger = null)
    {
        _client = client;
        _time = time ?? TimeProvider.System;
        _log = logger ?? NullLogger.Instance;
        _notes = Channel.CreateBounded<EventNote>(
            new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            _ => Dropped("queue-full"));
    }

    /// <summary>Tells that something happened to <paramref name="regarding"/>. The same again raises the count of the first.</summary>
    /// <param name="regarding">The object, as read from the API server.</param>
    /// <param name="type">Normal or Warning.</param>
    /// <param name="reason">CamelCase, for machines.</param>
    /// <param name="message">For people; cut at 1,024 characters.</param>
    public void Publish(IKubernetesObject regarding, EventType type, string reason, string message)
    {
        var text = message.Length <= MaxMessage ? message : string.Concat(message.AsSpan(0, MaxMessage - 1), "…");
        _notes.Writer.TryWrite(new EventNote(V1ObjectReference.To(regarding), type, reason, text, _time.GetUtcNow()));
    }

    private static void Dropped(string reason) => KubernetesMetrics.EventsDropped.Add(1, new KeyValuePair<string, object?>("reason", reason));
}
