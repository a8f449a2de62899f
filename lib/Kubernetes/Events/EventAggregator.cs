using System.Globalization;
using k8s.Models;

namespace Onair.Kubernetes.Events;

/// <summary>Decides which published events become writes. Equal ones raise a count, at most once in <see cref="BumpPeriod"/>;
/// many with one reason are combined; an object with too many Events is rate-limited. The limits are those of client-go. Not thread-safe.</summary>
internal sealed class EventAggregator
{
    public static readonly TimeSpan BumpPeriod = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);
    public const int Burst = 25;
    public static readonly TimeSpan Refill = TimeSpan.FromMinutes(5);
    public const int MaxSimilar = 10;
    public const string CombinedPrefix = "(combined from similar events): ";

    private readonly Dictionary<Key, Known> _known = [];
    private readonly Dictionary<Key, Similar> _similar = [];
    private readonly Dictionary<V1ObjectReference, Bucket> _buckets = [];
    private long _sequence;
    private DateTimeOffset _swept;

    private readonly record struct Key(V1ObjectReference Regarding, EventType Type, string Reason, string Message);

    /// <summary>What to write now; null when the note was counted for later or dropped.</summary>
    public EventWrite? Decide(EventNote note, out bool dropped)
    {
        dropped = false;
        Sweep(note.At);
        var regarding = note.Regarding with { ResourceVersion = null };
        note = Combine(note, regarding);
        // A combined event keeps one identity while its message changes.
        var combined = note.Message.StartsWith(CombinedPrefix, StringComparison.Ordinal);
        var key = new Key(regarding, note.Type, note.Reason, combined ? CombinedPrefix : note.Message);
        if (_known.TryGetValue(key, out var known))
        {
            known.Note = note;
            known.Count++;
            known.Pending = true;
            return note.At - known.Written >= BumpPeriod ? Write(known, note.At) : null;
        }
        if (!Spend(regarding, note.At))
        {
            dropped = true;
            return null;
        }
        var name = string.Create(CultureInfo.InvariantCulture, $"{note.Regarding.Name}.{note.At.UtcTicks:x}{_sequence++ & 0xff:x2}");
        _known[key] = known = new Known(note, name) { Count = 1 };
        return Write(known, note.At) with { IsNew = true };
    }

    /// <summary>Held-back counts that are due.</summary>
    public IReadOnlyList<EventWrite> Due(DateTimeOffset now, bool all = false) =>
        [.. _known.Values.Where(k => k.Pending && (all || now - k.Written >= BumpPeriod)).Select(k => Write(k, now))];

    /// <summary>Whether counts are held back.</summary>
    public bool HasPending => _known.Values.Any(k => k.Pending);

    private static EventWrite Write(Known known, DateTimeOffset now)
    {
        known.Written = now;
        known.Pending = false;
        return new EventWrite(known.Note, known.Name, known.Count, known.First, IsNew: false);
    }

    private EventNote Combine(EventNote note, V1ObjectReference regarding)
    {
        var key = new Key(regarding, note.Type, note.Reason, "");
        if (!_similar.TryGetValue(key, out var similar)) _similar[key] = similar = new Similar();
        similar.Last = note.At;
        if (similar.Messages.Count < MaxSimilar) similar.Messages.Add(note.Message);
        return similar.Messages.Contains(note.Message) ? note : note with { Message = CombinedPrefix + note.Message };
    }

    private bool Spend(V1ObjectReference regarding, DateTimeOffset now)
    {
        if (!_buckets.TryGetValue(regarding, out var bucket)) _buckets[regarding] = bucket = new Bucket { Tokens = Burst, At = now };
        bucket.Tokens = Math.Min(Burst, bucket.Tokens + (now - bucket.At) / Refill);
        bucket.At = now;
        if (bucket.Tokens < 1) return false;
        bucket.Tokens -= 1;
        return true;
    }

    private void Sweep(DateTimeOffset now)
    {
        if (now - _swept < TimeSpan.FromMinutes(1)) return;
        _swept = now;
        foreach (var (key, known) in _known)
        {
            if (!known.Pending && now - known.Written > Memory) _known.Remove(key);
        }
        foreach (var (key, similar) in _similar)
        {
            if (now - similar.Last > Memory) _similar.Remove(key);
        }
        foreach (var (key, bucket) in _buckets)
        {
            if (bucket.Tokens + (now - bucket.At) / Refill >= Burst) _buckets.Remove(key);
        }
    }

    private sealed class Known(EventNote note, string name)
    {
        public EventNote Note { get; set; } = note;

        public string Name { get; } = name;

        public DateTimeOffset First { get; } = note.At;

        public int Count { get; set; }

        public bool Pending { get; set; }

        public DateTimeOffset Written { get; set; }
    }

    private sealed class Similar
    {
        public HashSet<string> Messages { get; } = [];

        public DateTimeOffset Last { get; set; }
    }

    private sealed class Bucket
    {
        public double Tokens { get; set; }

        public DateTimeOffset At { get; set; }
    }
}
