using System.Diagnostics.CodeAnalysis;

namespace Onair.Kubernetes.Queue;

/// <summary>Keys, each with the time when it is due.</summary>
internal sealed class DelayedKeys<TKey> where TKey : notnull
{
    private readonly Dictionary<TKey, (long Due, QueuePriority Priority)> _keys = [];
    private readonly PriorityQueue<TKey, long> _byDue = new();

    public int Count => _keys.Count;

    public long? NextDue
    {
        get
        {
            DropSuperseded();
            return _byDue.TryPeek(out _, out var due) ? due : null;
        }
    }

    /// <summary>False when the key is due earlier already.</summary>
    public bool Add(TKey key, long due, QueuePriority priority)
    {
        if (_keys.TryGetValue(key, out var known) && known.Due <= due) return false;
        _keys[key] = (due, priority);
        _byDue.Enqueue(key, due);
        // Superseded entries stay in the heap until due; rebuild before they outnumber the others.
        if (_byDue.Count > 2 * _keys.Count + 64)
        {
            _byDue.Clear();
            foreach (var (k, entry) in _keys) _byDue.Enqueue(k, entry.Due);
        }
        return true;
    }

    public void Remove(TKey key) => _keys.Remove(key);

    public bool TryTake(long now, [MaybeNullWhen(false)] out TKey key, out QueuePriority priority)
    {
        DropSuperseded();
        if (_byDue.TryPeek(out key, out var due) && due <= now)
        {
            _byDue.Dequeue();
            _keys.Remove(key, out var entry);
            priority = entry.Priority;
            return true;
        }
        priority = default;
        return false;
    }

    private void DropSuperseded()
    {
        while (_byDue.TryPeek(out var key, out var due) && (!_keys.TryGetValue(key, out var known) || known.Due != due)) _byDue.Dequeue();
    }
}
