using System.Diagnostics.CodeAnalysis;
using Onair.Kubernetes.Metrics;
using Onair.Primitives;

namespace Onair.Kubernetes.Queue;

/// <summary>Keys that wait for a worker. A key is worked on by one worker at a time; adding it meanwhile queues it once more,
/// however often it is added. Thread-safe.</summary>
/// <typeparam name="TKey">The key.</typeparam>
[SuppressMessage("Naming", "CA1711", Justification = "It is a queue.")]
public sealed class WorkQueue<TKey> : IDisposable where TKey : notnull
{
    /// <summary>After this many high-priority keys in a row a waiting low-priority one gets its turn, so that it does not starve.</summary>
    private const int MaxHighInARow = 16;

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly Backoff _backoff;
    private readonly Func<double>? _random;
    private readonly KeyValuePair<string, object?> _tag;
    private readonly SemaphoreSlim _ready = new(0);
    private readonly Queue<TKey> _high = new();
    private readonly Queue<TKey> _low = new();
    private readonly Dictionary<TKey, (QueuePriority Priority, long Since)> _waiting = [];
    private readonly Dictionary<TKey, QueuePriority?> _processing = [];
    private readonly Dictionary<TKey, int> _failures = [];
    private readonly DelayedKeys<TKey> _delayed = new();
    private readonly ITimer _timer;
    private int _highInARow;
    private bool _disposed;

    /// <summary>An empty queue.</summary>
    /// <param name="name">The value of the label <c>controller</c> in metrics.</param>
    /// <param name="minBackoff">First wait after a failure.</param>
    /// <param name="maxBackoff">Longest wait.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">Jitter in [0, 1).</param>
    public WorkQueue(string name, TimeSpan minBackoff, TimeSpan maxBackoff, TimeProvider? time = null, Func<double>? random = null)
    {
        _time = time ?? TimeProvider.System;
        _backoff = new(minBackoff, maxBackoff);
        _random = random;
        _tag = new("controller", name);
        _timer = _time.CreateTimer(static q => ((WorkQueue<TKey>)q!).Ripen(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How many keys wait for a worker; delayed ones not counted.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _waiting.Count;
        }
    }

    /// <summary>Queues the key. A key that waits already is moved up, never down.</summary>
    public void Add(TKey key, QueuePriority priority = QueuePriority.High)
    {
        lock (_lock)
        {
            if (_disposed) return;
            if (_processing.TryGetValue(key, out var again)) _processing[key] = again is null || priority > again ? priority : again;
            else Enqueue(key, priority);
        }
    }

    /// <summary>Queues the key after a delay. Of several delays the shortest counts; any earlier work on the key replaces it.</summary>
    public void AddAfter(TKey key, TimeSpan delay, QueuePriority priority = QueuePriority.High)
    {
        if (delay <= TimeSpan.Zero)
        {
            Add(key, priority);
            return;
        }
        lock (_lock)
        {
            if (!_disposed && _delayed.Add(key, Due(delay), priority)) Arm();
        }
    }

    /// <summary>Queues the key with backoff: the wait doubles with every call until <see cref="Forget"/>. Returns the wait.</summary>
    public TimeSpan AddRateLimited(TKey key)
    {
        TimeSpan delay;
        lock (_lock)
        {
            var failures = _failures[key] = _failures.GetValueOrDefault(key) + 1;
            delay = _backoff.Spread(failures, _random);
        }
        AddAfter(key, delay);
        return delay;
    }

    /// <summary>The key succeeded: its backoff starts over.</summary>
    public void Forget(TKey key)
    {
        lock (_lock) _failures.Remove(key);
    }

    /// <summary>The next key; the caller must call <see cref="Done"/> with it.</summary>
    public async ValueTask<TKey> GetAsync(CancellationToken cancellationToken)
    {
        await _ready.WaitAsync(cancellationToken);
        lock (_lock)
        {
            var key = Next();
            var (_, since) = _waiting[key];
            _waiting.Remove(key);
            _processing[key] = null;
            _delayed.Remove(key);
            KubernetesMetrics.QueueDepth.Add(-1, _tag);
            KubernetesMetrics.QueueLatency.Record(_time.GetElapsedTime(since).TotalSeconds, _tag);
            return key;
        }
    }

    /// <summary>The work on the key is finished.</summary>
    public void Done(TKey key)
    {
        lock (_lock)
        {
            if (_processing.Remove(key, out var again) && again is { } priority && !_disposed) Enqueue(key, priority);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _timer.Dispose();
        lock (_lock)
        {
            // The queue is closed: a late Add is dropped.
            if (_disposed) return;
            _disposed = true;
            KubernetesMetrics.QueueDepth.Add(-_waiting.Count, _tag);
            _ready.Dispose();
        }
    }

    private void Enqueue(TKey key, QueuePriority priority)
    {
        if (_waiting.TryGetValue(key, out var waiting))
        {
            if (priority <= waiting.Priority) return;
            // Its place in the low-priority line remains and is skipped later.
            _waiting[key] = (priority, waiting.Since);
            _high.Enqueue(key);
            return;
        }
        _waiting[key] = (priority, _time.GetTimestamp());
        (priority == QueuePriority.High ? _high : _low).Enqueue(key);
        KubernetesMetrics.QueueDepth.Add(1, _tag);
        _ready.Release();
    }

    private TKey Next()
    {
        var low = NextIn(_low, QueuePriority.Low);
        var high = NextIn(_high, QueuePriority.High);
        var takeLow = !high || (low && _highInARow >= MaxHighInARow);
        _highInARow = takeLow ? 0 : _highInARow + 1;
        return (takeLow ? _low : _high).Dequeue();
    }

    private bool NextIn(Queue<TKey> line, QueuePriority priority)
    {
        while (line.TryPeek(out var key))
        {
            if (_waiting.TryGetValue(key, out var waiting) && waiting.Priority == priority) return true;
            line.Dequeue();
        }
        return false;
    }

    private long Due(TimeSpan delay) => _time.GetTimestamp() + (long)(delay.TotalSeconds * _time.TimestampFrequency);

    private void Arm()
    {
        if (_delayed.NextDue is not { } due) return;
        var wait = TimeSpan.FromSeconds((double)(due - _time.GetTimestamp()) / _time.TimestampFrequency);
        // A timer counts whole milliseconds and would otherwise fire slightly early.
        _timer.Change(wait <= TimeSpan.Zero ? TimeSpan.Zero : wait + TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
    }

    private void Ripen()
    {
        lock (_lock)
        {
            if (_disposed) return;
            while (_delayed.TryTake(_time.GetTimestamp(), out var key, out var priority)) Add(key, priority);
            Arm();
        }
    }
}
