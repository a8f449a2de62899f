using Onair.Kubernetes;
using Onair.Operator.EventSinks.Status;
using Onair.Operator.Outboxes;

namespace Onair.Operator.EventSinks.Delivery;

/// <summary>The delivery to one EventSink, whatever becomes of it.</summary>
/// <param name="key">The EventSink, as <c>namespace/name</c>.</param>
/// <param name="parts">What all share.</param>
internal sealed class SinkDelivery(string key, SinkParts parts)
{
    private readonly SinkStatusWriter _status = parts.Statuses.Of(key);
    private readonly Pulse _poked = new();
    private volatile SinkLanes? _lanes;

    /// <summary>The EventSink has changed, or may have.</summary>
    public void Poke() => _poked.Fire();

    /// <summary>A resource has events for it.</summary>
    public void Wake(IOutbox outbox, NamespacedName name) => _lanes?.Wake(outbox, name);

    /// <param name="over">Whether it may end, asked when the EventSink is not there and nothing is left to be done.</param>
    /// <param name="ct">Ends it.</param>
    public async Task RunAsync(Func<bool> over, CancellationToken ct)
    {
        using var active = parts.Statuses.Activate(key);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var reports = ReportAsync(ends.Token);
        try
        {
            while (!ct.IsCancellationRequested && !await StayAsync(over, ct))
            {
                // Its state is another now.
            }
        }
        finally
        {
            await ends.CancelAsync();
            await reports;
        }
    }

    /// <summary>Delivers while the state stays as it is; whether all is over.</summary>
    private async Task<bool> StayAsync(Func<bool> over, CancellationToken ct)
    {
        using var turn = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var sink = _status.Freshest;
        var state = parts.StateOf(sink);
        using var sender = state.Mode == SinkMode.Send ? parts.Sender(sink!, _status) : null;
        var lanes = new SinkLanes(state, sink, sender, parts, _status, turn.Token, ct);
        _lanes = lanes;
        // What came between the former lanes and these.
        foreach (var (outbox, name, _) in parts.Waiting(key)) lanes.Wake(outbox, name);
        try
        {
            while (true)
            {
                var poked = _poked.Next;
                if (parts.StateOf(_status.Freshest) != state) return false;
                if (_status.Freshest?.Recorded.DeadLetters.Any(l => l.Replaying == true) == true) lanes.WakeReplay();
                await poked.WaitAsync(TimeSpan.FromSeconds(parts.Context.Options.StatusSeconds), parts.Time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (ct.IsCancellationRequested || (lanes.Tidy() && state.Uid is null && over())) return true;
            }
        }
        finally
        {
            await turn.CancelAsync();
            await lanes.DrainAsync();
        }
    }

    // The numbers are written now and then, and soon when people should see them.
    private async Task ReportAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            var urgent = _status.Urgent.Next;
            await urgent.WaitAsync(TimeSpan.FromSeconds(parts.Context.Options.StatusSeconds), parts.Time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (ct.IsCancellationRequested || _status.Freshest is null) continue;
            _status.Numbers.Pending = parts.Waiting(key).Sum(w => w.Events);
            try
            {
                await _status.UpdateAsync(s => s, ct);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                parts.LogStatusFailed(key, e.Message);
            }
            catch (OperationCanceledException)
            {
                // Another leads now.
            }
        }
    }
}
