using Onair.Api;
using Onair.Api.EventSinks;
using Onair.Kubernetes;
using Onair.Operator.EventSinks.Delivery;

namespace Onair.Operator.EventSinks.Status;

/// <summary>
/// The one who writes the status of an EventSink in this process: numbers, conditions, dead letters. Changes that wait while one is
/// written go together in the next write.
/// </summary>
internal sealed class SinkStatusWriter(
    NamespacedName name, SinkContext context, EntityWriter<EventSink> writer, KubernetesClient client, EventRecorder events, TimeProvider time) : IDisposable
{
    private const int MostConflicts = 10;

    private readonly SemaphoreSlim _turn = new(1);
    private readonly Lock _lock = new();
    private readonly List<Change> _changes = [];

    public NamespacedName Name => name;

    public string Key { get; } = name.ToString();

    public SinkNumbers Numbers { get; } = new();

    /// <summary>Something happened that people should see soon.</summary>
    public Pulse Urgent { get; } = new();

    /// <summary>The newest version known; null when there is none.</summary>
    public EventSink? Freshest => writer.Freshest(name);

    /// <summary>Writes a change and what else has happened, if that makes a difference. An EventSink that is gone is no error.</summary>
    /// <param name="change">A pure function; called again when somebody else wrote meanwhile.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ApiException">The server refused.</exception>
    public async Task UpdateAsync(Func<EventSinkStatus, EventSinkStatus> change, CancellationToken cancellationToken)
    {
        var mine = new Change(change);
        lock (_lock) _changes.Add(mine);
        try
        {
            await _turn.WaitAsync(cancellationToken);
            try
            {
                if (!mine.Done) await WriteAsync(cancellationToken);
            }
            finally
            {
                _turn.Release();
            }
        }
        finally
        {
            // Whoever else waits writes his own.
            lock (_lock) _changes.Remove(mine);
        }
    }

    public void Dispose() => _turn.Dispose();

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
            catch (ApiException e) when (e.IsConflict && conflicts < MostConflicts)
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
        var (status, delivered) = Numbers.AddTo(changes.Aggregate(sink.Recorded, (s, c) => c.Apply(s)));
        status = SinkConditions.After(status, sink, context.Violations(sink), Numbers.SecretProblem, time.GetUtcNow());
        await writer.UpdateStatusAsync(sink.With(status), cancellationToken);
        Numbers.Written(delivered);
        foreach (var (type, reason, message) in SinkEvents.Between(sink.Recorded, status)) events.Publish(sink, type, reason, message);
    }

    private Task<EventSink?> FindAsync(CancellationToken cancellationToken) => client.FindAsync(OnairResources.EventSinks, name.Name, name.Namespace, cancellationToken);

    private sealed class Change(Func<EventSinkStatus, EventSinkStatus> apply)
    {
        public Func<EventSinkStatus, EventSinkStatus> Apply => apply;

        public bool Done { get; set; }
    }
}
