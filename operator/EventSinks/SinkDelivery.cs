using Onair.Api;
using Onair.Api.EventSinks;
using Onair.Events.Delivery;
using Onair.Guard;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Resources;
using Onair.Operator.Outboxes;

namespace Onair.Operator.EventSinks;

/// <summary>The delivery to one EventSink. It starts a new queue whenever the EventSink changes.</summary>
/// <param name="key">The EventSink, as <c>namespace/name</c>.</param>
/// <param name="backlog">What the EventSink is still to get.</param>
/// <param name="context">What holds for all EventSinks.</param>
/// <param name="statuses">The statuses of EventSinks.</param>
/// <param name="reporter">Writes the status while events are delivered.</param>
/// <param name="deadLetters">Where events go that cannot be delivered.</param>
/// <param name="credentials">The Secrets of EventSinks.</param>
/// <param name="client">The API server.</param>
/// <param name="time">The clock.</param>
/// <param name="log">The log.</param>
/// <param name="resolver">Null for the system's.</param>
internal sealed partial class SinkDelivery(
    string key, SinkBacklog backlog, SinkContext context, SinkStatusRegistry statuses, SinkReporter reporter, DeadLetters deadLetters,
    SinkCredentials credentials, KubernetesClient client, TimeProvider time, ILogger<SinkDelivery> log, HostResolver? resolver = null)
{
    private static readonly object AllOutboxes = new();
    private static readonly object Replay = new();
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SecretInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PauseAfterError = TimeSpan.FromSeconds(5);

    private readonly SinkStatus _status = statuses.Of(key);
    private readonly TimeSpan _interval = TimeSpan.FromSeconds(context.Options.StatusSeconds);
    private readonly Signal _changed = new();
    private volatile Action<IOutbox, NamespacedName>? _wake;

    /// <summary>Whether there is something to deliver to, or to settle.</summary>
    public bool HasWork => _status.Freshest is not null || backlog.Of(key).Any();

    /// <summary>The EventSink may have changed.</summary>
    public void Refresh() => _changed.Set();

    /// <summary>A resource has events for the EventSink.</summary>
    public void Wake(IOutbox outbox, NamespacedName name) => _wake?.Invoke(outbox, name);

    /// <param name="remove">Asked when the EventSink no longer exists and all its events are settled: whether the delivery may end.</param>
    /// <param name="cancellationToken">Ends the delivery.</param>
    public async Task RunAsync(Func<bool> remove, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await RunOnceAsync(remove, cancellationToken);
                return;
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                LogInterrupted(log, e, key);
                await Task.Delay(PauseAfterError, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task RunOnceAsync(Func<bool> remove, CancellationToken cancellationToken)
    {
        using var active = statuses.Activate(key);
        using var reporting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reports = reporter.RunAsync(_status, reporting.Token);
        try
        {
            while (!cancellationToken.IsCancellationRequested && !await DeliverUntilChangedAsync(remove, cancellationToken))
            {
                // The EventSink has changed: a new queue and a new sender.
            }
        }
        finally
        {
            await reporting.CancelAsync();
            await reports;
        }
    }

    /// <returns>Whether the delivery has ended.</returns>
    private async Task<bool> DeliverUntilChangedAsync(Func<bool> remove, CancellationToken cancellationToken)
    {
        var sink = _status.Freshest;
        var state = StateOf(sink);
        var host = new SinkHost(sink, _status, credentials, time, log);
        using var sender = state.Mode == SinkMode.Send ? new BatchSender(SinkHost.DestinationOf(sink!.Spec), context.Options, host, time, resolver) : null;
        if (sender is not null) _status.Breaker = BreakerState.Closed;
        var batchSize = sink is { Spec: { Format: EventFormat.CloudEvents, BatchSize: > 1 and var size } } ? size : 1;
        // The queue is disposed first, and that waits for its workers.
        await using var queue = new DeliveryQueue(
            state.Mode == SinkMode.Send ? batchSize : DeadLetterList.Limit, (batch, token) => HandleAsync(batch, state, sender, token), host, time, cancellationToken);
        _wake = (outbox, name) =>
        {
            object source = (outbox.Kind, name);
            if (state.Mode != SinkMode.Wait) queue.Wake(batchSize > 1 ? AllOutboxes : source, source, () => new OutboxSource(outbox, name, key, deadLetters));
        };
        // Events that arrived between the former queue and this one.
        foreach (var (outbox, name, _) in backlog.Of(key)) Wake(outbox, name);
        while (true)
        {
            var changed = _changed.Next;
            if (StateOf(_status.Freshest) != state) return false;
            if (state.Mode is SinkMode.Send or SinkMode.DeadLetter && _status.Freshest?.Recorded.DeadLetters.Any(l => l.Replaying == true) == true)
                queue.Wake(Replay, Replay, () => new ReplaySource(_status));
            var isRejected = host.Rejected is not null && _interval > SecretInterval;
            await changed.WaitAsync(isRejected ? SecretInterval : _interval, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!cancellationToken.IsCancellationRequested && await host.HasNewCredentialsAsync(cancellationToken))
            {
                // Whoever has replaced a token does not wait for the next attempt.
                await _status.EditedAsync(cancellationToken);
                return false;
            }
            if (cancellationToken.IsCancellationRequested || (await queue.RemoveIdleAsync() && state.Uid is null && remove())) return true;
        }
    }

    private async Task HandleAsync(Batch batch, SinkState state, BatchSender? sender, CancellationToken cancellationToken)
    {
        if (StateOf(_status.Freshest) != state)
        {
            // The next queue delivers the batch.
            await Task.Delay(Pause, time, cancellationToken);
            return;
        }
        switch (state.Mode)
        {
            case SinkMode.Send:
                await sender!.SendAsync(batch, cancellationToken);
                break;
            case SinkMode.DeadLetter:
                await batch.DeadLetterAsync("Gone", "the receiver answered 410 Gone");
                break;
            default:
                await DropAsync(batch, cancellationToken);
                break;
        }
    }

    // The cache may be stale, and another process may have seen more: the API server decides whether the EventSink still exists.
    private async Task DropAsync(Batch batch, CancellationToken cancellationToken)
    {
        var (ns, name) = _status.Name;
        if (await client.FindAsync(OnairResources.EventSinks, name, ns, cancellationToken) is { Metadata.DeletionTimestamp: null })
            await Task.Delay(Pause, time, cancellationToken);
        else await batch.SettleAsync();
    }

    private SinkState StateOf(EventSink? sink) => SinkState.Of(sink, sink is not null && context.Violations(sink).Count == 0);
}
