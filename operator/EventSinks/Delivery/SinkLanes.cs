using System.Collections.Concurrent;
using Onair.Api;
using Onair.Api.Common;
using Onair.Api.EventSinks;
using Onair.Kubernetes;
using Onair.Operator.EventSinks.Requests;
using Onair.Operator.EventSinks.Status;
using Onair.Operator.Outboxes;

namespace Onair.Operator.EventSinks.Delivery;

/// <summary>The lanes of an EventSink while its state is what it is: one a resource, or one of all when several events go in a request.</summary>
/// <param name="state">The state.</param>
/// <param name="sink">The EventSink; null when it is not there.</param>
/// <param name="sender">Sends to it; null unless the state says so.</param>
/// <param name="parts">What all EventSinks share.</param>
/// <param name="status">Its status.</param>
/// <param name="turn">Ends when its state is another.</param>
/// <param name="term">Ends when another process leads: what was delivered is settled all the same when the state changes.</param>
internal sealed class SinkLanes(SinkState state, EventSink? sink, SinkSender? sender, SinkParts parts, SinkStatusWriter status, CancellationToken turn, CancellationToken term)
{
    private static readonly object Replay = new();
    private static readonly object All = new();

    private readonly ConcurrentDictionary<object, SinkLane> _lanes = [];
    private readonly bool _batches = sink is { Spec: { Format: EventFormat.CloudEvents, BatchSize: > 1 } };

    public SinkState State => state;

    /// <summary>A resource has events for it.</summary>
    public void Wake(IOutbox outbox, NamespacedName name)
    {
        if (state.Mode == SinkMode.Wait) return;
        object key = (outbox.Kind, name);
        Wake(_batches ? All : key, key, () => new OutboxSource(outbox, name, status.Key, parts.DeadLetters));
    }

    /// <summary>Dead letters may have to be sent again.</summary>
    public void WakeReplay()
    {
        if (state.Mode is SinkMode.Send or SinkMode.Bury) Wake(Replay, Replay, () => new ReplaySource(status));
    }

    /// <summary>Forgets the lanes that have nothing to do; whether none is left.</summary>
    public bool Tidy()
    {
        foreach (var (key, lane) in _lanes)
            if (lane.TryClose()) _lanes.TryRemove(new(key, lane));
        return _lanes.IsEmpty;
    }

    /// <summary>Waits until all have come to rest.</summary>
    public async Task DrainAsync()
    {
        foreach (var lane in _lanes.Values) await lane.Work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Wake(object key, object sourceKey, Func<IEventSource> source)
    {
        while (true)
        {
            var lane = _lanes.GetOrAdd(key, _ => new(Most, DeliverAsync));
            if (lane.TryWake(sourceKey, source)) return;
            _lanes.TryRemove(new(key, lane));
        }
    }

    private int Most => state.Mode != SinkMode.Send ? DeadLetterList.Most : _batches ? sink!.Spec.BatchSize : 1;

    private async Task DeliverAsync(IReadOnlyList<Portion> portions)
    {
        turn.ThrowIfCancellationRequested();
        try
        {
            if (parts.StateOf(status.Freshest) != state)
            {
                // These lanes are about to end; the next ones do it.
                await Task.Delay(TimeSpan.FromSeconds(1), parts.Time, turn);
                return;
            }
            await (state.Mode switch
            {
                SinkMode.Send => SendAsync(portions),
                SinkMode.Bury => RefuseAsync(portions, "Gone", "the receiver answered 410 Gone"),
                _ => DropAsync(portions),
            });
        }
        catch (Exception e) when (!turn.IsCancellationRequested)
        {
            // A lane outlives whatever happens.
            parts.LogLaneFailed(e, status.Key);
            await Task.Delay(TimeSpan.FromSeconds(1), parts.Time, turn);
        }
    }

    private async Task SendAsync(IReadOnlyList<Portion> portions)
    {
        var events = portions.SelectMany(p => p.Events).ToList();
        var outcome = await sender!.SendAsync(events, turn);
        if (outcome is { Kind: SinkOutcomeKind.Failed, Answered: true } && events.Count > 1)
        {
            // One that is refused takes no other with it.
            foreach (var portion in portions)
                foreach (var one in portion.Events)
                    await EndAsync([new(portion.Source, [one])], await sender.SendOnceAsync(one, turn), 1);
        }
        else await EndAsync(portions, outcome, sink!.Spec.RetryAttempts + 1);
    }

    private async Task EndAsync(IReadOnlyList<Portion> portions, SinkOutcome outcome, int attempts)
    {
        if (outcome.Kind == SinkOutcomeKind.Gone)
            await parts.Persistence.DoAsync(token => status.UpdateAsync(s => s with { GoneGeneration = state.Generation }, token), term);
        if (outcome.Kind == SinkOutcomeKind.Taken) await SettleAsync(portions);
        else await RefuseAsync(portions, outcome.Reason, outcome.Kind == SinkOutcomeKind.Gone || attempts == 1 ? outcome.Message : $"{outcome.Message}, at the last of {attempts} attempts");
    }

    private async Task DropAsync(IReadOnlyList<Portion> portions)
    {
        // A cache that is behind does not decide it: another process may have seen more.
        var (ns, name) = status.Name;
        if (await parts.Client.FindAsync(OnairResources.EventSinks, name, ns, turn) is { Metadata.DeletionTimestamp: null })
            await Task.Delay(TimeSpan.FromSeconds(1), parts.Time, turn);
        else await SettleAsync(portions);
    }

    private Task SettleAsync(IReadOnlyList<Portion> portions) =>
        EachAsync(portions, (p, token) => p.Source.SettleAsync(p.Events, token));

    private Task RefuseAsync(IReadOnlyList<Portion> portions, string kind, string reason) =>
        EachAsync(portions, (p, token) => p.Source.RefuseAsync(p.Events, kind, reason, token));

    private Task EachAsync(IReadOnlyList<Portion> portions, Func<Portion, CancellationToken, Task> work) =>
        Task.WhenAll(portions.Select(p => parts.Persistence.DoAsync(token => work(p, token), term)));
}
