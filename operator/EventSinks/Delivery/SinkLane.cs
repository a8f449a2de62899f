using Onair.Api.Common;

namespace Onair.Operator.EventSinks.Delivery;

/// <summary>Brings the events of some sources to an EventSink, one portion after the other. A task while there are any, nothing in between.</summary>
/// <param name="most">How many events a portion may have.</param>
/// <param name="deliver">Brings a portion to its end, whatever that is.</param>
internal sealed class SinkLane(int most, Func<IReadOnlyList<Portion>, Task> deliver)
{
    // Held for a moment only: never while a source is asked, which has locks of its own.
    private readonly Lock _lock = new();
    private readonly Dictionary<object, IEventSource> _sources = [];
    private long _wakes;
    private bool _closed;

    /// <summary>The latest work; completed when there is none.</summary>
    public Task Work { get; private set; } = Task.CompletedTask;

    /// <summary>A source has events, or may have; false when the lane is closed and another has to take them.</summary>
    public bool TryWake(object key, Func<IEventSource> source)
    {
        lock (_lock)
        {
            if (_closed) return false;
            if (!_sources.ContainsKey(key)) _sources[key] = source();
            _wakes++;
            if (Work.IsCompleted) Work = Task.Run(WorkAsync);
            return true;
        }
    }

    /// <summary>Forgets the sources that have nothing, and closes when none is left; whether it did.</summary>
    public bool TryClose()
    {
        var (wakes, sources) = Look();
        var idle = sources.Where(s => s.Value.Pending().Count == 0).ToList();
        lock (_lock)
        {
            if (wakes != _wakes || !Work.IsCompleted) return false;
            foreach (var (key, _) in idle) _sources.Remove(key);
            return _closed = _sources.Count == 0;
        }
    }

    private async Task WorkAsync()
    {
        while (Next() is { Count: > 0 } portions) await deliver(portions);
    }

    private List<Portion> Next()
    {
        while (true)
        {
            var (wakes, sources) = Look();
            var portions = Gather(sources);
            if (portions.Count > 0) return portions;
            lock (_lock)
            {
                if (wakes != _wakes) continue;
                Work = Task.CompletedTask;
                return portions;
            }
        }
    }

    private (long Wakes, KeyValuePair<object, IEventSource>[] Sources) Look()
    {
        lock (_lock) return (_wakes, [.. _sources]);
    }

    private List<Portion> Gather(KeyValuePair<object, IEventSource>[] sources)
    {
        var (portions, left) = (new List<Portion>(), most);
        foreach (var (_, source) in sources)
        {
            if (left == 0) break;
            var events = source.Pending().Take(left).ToList();
            if (events.Count > 0) portions.Add(new(source, events));
            left -= events.Count;
        }
        return portions;
    }
}

/// <summary>The next events of a source.</summary>
/// <param name="Source">The source.</param>
/// <param name="Events">In order; at least one.</param>
internal sealed record Portion(IEventSource Source, IReadOnlyList<PendingEvent> Events);
