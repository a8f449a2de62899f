using Onair.Api.Common;

namespace Onair.Events.Delivery;

/// <summary>Events that are sent together, and the sources that they leave afterwards.</summary>
public sealed class Batch
{
    private readonly IReadOnlyList<(IEventSource Source, IReadOnlyList<PendingEvent> Events)> _parts;

    internal Batch(IReadOnlyList<(IEventSource Source, IReadOnlyList<PendingEvent> Events)> parts, OutcomeRecorder recorder)
    {
        (_parts, Recorder) = (parts, recorder);
        Events = [.. parts.SelectMany(p => p.Events)];
    }

    /// <summary>At least one event; those of a source are in order.</summary>
    public IReadOnlyList<PendingEvent> Events { get; }

    internal OutcomeRecorder Recorder { get; }

    /// <summary>A batch for each event.</summary>
    public IEnumerable<Batch> Split() =>
        from part in _parts
        from one in part.Events
        select new Batch([(part.Source, [one])], Recorder);

    /// <summary>Removes the events from their sources. Retried until it succeeds.</summary>
    public Task SettleAsync() => Task.WhenAll(_parts.Select(p => Recorder.RecordAsync(token => p.Source.SettleAsync(p.Events, token))));

    /// <summary>Turns the events into dead letters. Retried until it succeeds.</summary>
    /// <param name="kind">Why, for metrics: one of a few words.</param>
    /// <param name="reason">Why, for people.</param>
    public Task DeadLetterAsync(string kind, string reason) =>
        Task.WhenAll(_parts.Select(p => Recorder.RecordAsync(token => p.Source.DeadLetterAsync(p.Events, kind, reason, token))));
}
