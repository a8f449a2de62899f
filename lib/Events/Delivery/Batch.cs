using Onair.Api.Common;

namespace Onair.Events.Delivery;

/// <summary>Events that are sent together, and the sources that they leave afterwards.</summary>
public sealed class Batch
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(30);

    private readonly IReadOnlyList<(IEventSource Source, IReadOnlyList<PendingEvent> Events)> _parts;
    private readonly IDeliveryHost _host;
    private readonly TimeProvider _time;
    private readonly CancellationToken _recording;

    internal Batch(IReadOnlyList<(IEventSource Source, IReadOnlyList<PendingEvent> Events)> parts, IDeliveryHost host, TimeProvider time, CancellationToken recording)
    {
        (_parts, _host, _time, _recording) = (parts, host, time, recording);
        Events = [.. parts.SelectMany(p => p.Events)];
    }

    /// <summary>At least one event; those of a source are in order.</summary>
    public IReadOnlyList<PendingEvent> Events { get; }

    /// <summary>A batch for each event.</summary>
    public IEnumerable<Batch> Split() =>
        from part in _parts
        from one in part.Events
        select new Batch([(part.Source, [one])], _host, _time, _recording);

    /// <summary>Removes the events from their sources. Retried until it succeeds.</summary>
    public Task SettleAsync() => Task.WhenAll(_parts.Select(p => UntilRecordedAsync(token => p.Source.SettleAsync(p.Events, token))));

    /// <summary>Turns the events into dead letters. Retried until it succeeds.</summary>
    /// <param name="kind">Why, for metrics: one of a few words.</param>
    /// <param name="reason">Why, for people.</param>
    public Task DeadLetterAsync(string kind, string reason) =>
        Task.WhenAll(_parts.Select(p => UntilRecordedAsync(token => p.Source.DeadLetterAsync(p.Events, kind, reason, token))));

    /// <summary>Records an outcome, however long the store is unavailable: what was sent must not be sent again.</summary>
    internal async Task UntilRecordedAsync(Func<CancellationToken, Task> record)
    {
        var schedule = new RetrySchedule(FirstRetry, LongestRetry);
        while (true)
        {
            try
            {
                await record(_recording);
                return;
            }
            catch (Exception e) when (!_recording.IsCancellationRequested)
            {
                _host.RecordingFailed(e);
                await Task.Delay(schedule.Next(), _time, _recording);
            }
        }
    }
}
