using System.Text.Json;
using System.Text.Json.Nodes;
using Onair.Api;
using Onair.Api.EventSinks;
using Onair.Events.Delivery;
using Onair.Events.Sinks;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Controllers;
using Onair.Kubernetes.Events;
using Onair.Kubernetes.Resources;

namespace Onair.Operator.EventSinks;

/// <summary>
/// The status of one EventSink: collects what happens to it in this process, and is the only one there to write it. Changes that arrive
/// during a write go together into the next one. What is not written is lost with the process.
/// </summary>
internal sealed class SinkStatus(
    NamespacedName name, SinkContext context, EntityWriter<EventSink> writer, KubernetesClient client, EventRecorder events, TimeProvider time) : IDisposable
{
    private const int MaxConflicts = 10;
    private static readonly PatchOptions OfStatus = new() { Subresource = "status" };

    private readonly SemaphoreSlim _writing = new(1);
    private readonly Lock _lock = new();
    private readonly List<Change> _changes = [];
    private long _delivered;
    private DateTimeOffset? _lastDeliveredAt;
    private SinkErrorStatus? _lastError;

    // Null until this process has sent something for this generation: else the status is what is known.
    private (long? Generation, int Count)? _failures;

    public NamespacedName Name => name;

    public string Key { get; } = name.ToString();

    /// <summary>How many events wait.</summary>
    public int Pending { get; set; }

    /// <summary>The state of the circuit breaker.</summary>
    public BreakerState Breaker { get; set; }

    /// <summary>What is wrong with its Secrets; null when nothing is.</summary>
    public SecretProblem? SecretProblem { get; set; }

    /// <summary>Fired when something has happened that people should see soon.</summary>
    public Signal Urgent { get; } = new();

    /// <summary>The newest known version of the EventSink; null when it does not exist.</summary>
    public EventSink? Freshest => writer.Freshest(name);

    /// <summary>Whether the EventSink may get events of a namespace.</summary>
    public bool Admits(string ns) => Freshest is { } sink && SinkSelection.Admits(sink, ns, context.OperatorNamespace);

    /// <summary>Counts delivered events.</summary>
    /// <returns>Whether they are the first since a failure, or the first of all.</returns>
    public bool Delivered(int count, DateTimeOffset at, long? generation)
    {
        lock (_lock)
        {
            var isFirst = FailuresOf(generation) != 0;
            (_delivered, _lastDeliveredAt, _failures) = (_delivered + count, at, (generation, 0));
            return isFirst;
        }
    }

    /// <summary>Keeps the latest error.</summary>
    /// <returns>Whether it is the first since the receiver accepted something, or of another kind than the one before.</returns>
    public bool Failed(SinkErrorStatus error, long? generation)
    {
        lock (_lock)
        {
            var before = FailuresOf(generation) ?? 0;
            var isFirst = before == 0 || (_lastError ?? Freshest?.Recorded.LastError)?.Code != error.Code;
            (_lastError, _failures) = (error, (generation, before + 1));
            return isFirst;
        }
    }

    /// <summary>A Secret was edited: what the receiver refused before does not hold. What it has accepted since does.</summary>
    public Task EditedAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_failures is { Count: 0 }) return Task.CompletedTask;
            _failures = null;
        }
        return UpdateAsync(s => s with { Failures = null }, cancellationToken);
    }

    /// <summary>Writes a change and all else that has happened, unless the status stays the same. An EventSink that no longer exists is no error.</summary>
    /// <param name="change">A pure function; called again after a conflict.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ApiException">The API server refused the write.</exception>
    public async Task UpdateAsync(Func<EventSinkStatus, EventSinkStatus> change, CancellationToken cancellationToken)
    {
        var mine = new Change(change);
        lock (_lock) _changes.Add(mine);
        try
        {
            await _writing.WaitAsync(cancellationToken);
            try
            {
                if (!mine.Done) await WriteAsync(cancellationToken);
            }
            finally
            {
                _writing.Release();
            }
        }
        finally
        {
            // Failed here: the others that wait write their own.
            lock (_lock) _changes.Remove(mine);
        }
    }

    public void Dispose() => _writing.Dispose();

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        Change[] changes;
        lock (_lock) changes = [.. _changes];
        var sink = Freshest ?? await FindAsync(cancellationToken);
        for (var conflicts = 0; sink is not null; conflicts++)
        {
            try
            {
                await WriteAsync(sink, changes, cancellationToken);
                break;
            }
            catch (ApiException e) when (e.IsConflict && conflicts < MaxConflicts)
            {
                sink = await FindAsync(cancellationToken);
            }
            catch (ApiException e) when (e.IsNotFound)
            {
                break;
            }
        }
        foreach (var change in changes) change.Done = true;
    }

    private async Task WriteAsync(EventSink sink, Change[] changes, CancellationToken cancellationToken)
    {
        var (status, delivered) = WithNumbers(sink, changes);
        // The conditions of an EventSink that cannot be read say that.
        var readable = sink.Metadata.Unreadable is null;
        if (readable) status = SinkReport.WithConditions(status, sink, context.Violations(sink), SecretProblem, time.GetUtcNow());
        if (readable) await writer.UpdateStatusAsync(sink.With(status), cancellationToken);
        else if (PatchOf(sink, status) is { } patch) await writer.PatchAsync(sink, patch, OfStatus, cancellationToken);
        lock (_lock) _delivered -= delivered;
        foreach (var (type, reason, message) in SinkReport.EventsBetween(sink.Recorded, status)) events.Publish(sink, type, reason, message);
    }

    // An edited spec may name another receiver.
    private int? FailuresOf(long? generation) => _failures is var (of, count) && of == generation ? count
        : Freshest?.Recorded is { } recorded && recorded.ObservedGeneration == generation ? recorded.Failures : null;

    // What cannot be read stays in the status. Null when nothing has changed.
    private static Patch? PatchOf(EventSink sink, EventSinkStatus status)
    {
        var (before, after) = (Json(sink.Recorded), Json(status));
        if (JsonNode.DeepEquals(before, after)) return null;
        after.Remove("conditions");
        return Patch.Merge(new JsonObject { ["metadata"] = new JsonObject { ["resourceVersion"] = sink.Metadata.ResourceVersion }, ["status"] = after });

        static JsonObject Json(EventSinkStatus status) => JsonSerializer.SerializeToNode(status, OnairJsonContext.Default.EventSinkStatus)!.AsObject();
    }

    private (EventSinkStatus Status, long Delivered) WithNumbers(EventSink sink, Change[] changes)
    {
        var (recorded, generation) = (sink.Recorded, sink.Metadata.Generation);
        if (recorded.ObservedGeneration != generation) recorded = recorded with { Failures = null };
        var status = changes.Aggregate(recorded, (s, c) => c.Apply(s));
        lock (_lock)
        {
            return (status with
            {
                Delivered = (status.Delivered ?? 0) + _delivered,
                LastDeliveredAt = _lastDeliveredAt ?? status.LastDeliveredAt,
                LastError = _lastError ?? status.LastError,
                Failures = _failures is var (of, count) && of == generation ? count : status.Failures,
                Pending = Pending,
                Breaker = Breaker,
                Dead = status.DeadLetters.Count,
            }, _delivered);
        }
    }

    private Task<EventSink?> FindAsync(CancellationToken cancellationToken) => client.FindAsync(OnairResources.EventSinks, name.Name, name.Namespace, cancellationToken);

    private sealed class Change(Func<EventSinkStatus, EventSinkStatus> apply)
    {
        public Func<EventSinkStatus, EventSinkStatus> Apply => apply;

        public bool Done { get; set; }
    }
}
