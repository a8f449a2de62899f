namespace Onair.Kubernetes;

/// <summary>What we wrote and the cache has not seen yet. Read-your-writes for a cache that lags.</summary>
internal sealed class OwnWrites<T> where T : class, IKubernetesObject
{
    private readonly Lock _lock = new();
    private readonly Informer<T> _informer;
    private readonly TimeProvider _time;
    private readonly Dictionary<NamespacedName, Write> _unseen = [];

    public OwnWrites(Informer<T> informer, TimeProvider time)
    {
        _informer = informer;
        _time = time;
        informer.Subscribe(e => Recheck(NamespacedName.Of(e.Object)));
    }

    /// <summary>The cache has seen our last write of this object. Raised on the informer's thread.</summary>
    public event Action<NamespacedName>? Seen;

    /// <summary>Notes a write. <paramref name="gone"/>: it took the last finalizer of a deleting object, so what is to be seen is its absence.</summary>
    public void Note(T written, bool gone)
    {
        var name = NamespacedName.Of(written);
        lock (_lock) _unseen[name] = new Write(written, gone, _time.GetTimestamp());
        // The event may have overtaken the answer.
        Recheck(name);
    }

    /// <summary>How long the cache has been behind on this object; null when it is not.</summary>
    public TimeSpan? Behind(NamespacedName name)
    {
        Recheck(name);
        lock (_lock) return _unseen.TryGetValue(name, out var write) ? _time.GetElapsedTime(write.At) : null;
    }

    /// <summary>Stops waiting for a write that will never be seen.</summary>
    public void Forget(NamespacedName name)
    {
        lock (_lock) _unseen.Remove(name);
    }

    /// <summary>Our own last write if the cache has not seen it, else what the cache has.</summary>
    public T? Freshest(NamespacedName name)
    {
        lock (_lock)
        {
            if (_unseen.TryGetValue(name, out var write) && !IsSeen(name, write)) return write.Gone ? null : write.Object;
        }
        return _informer.Get(name);
    }

    private void Recheck(NamespacedName name)
    {
        lock (_lock)
        {
            if (!_unseen.TryGetValue(name, out var write) || !IsSeen(name, write)) return;
            _unseen.Remove(name);
        }
        Seen?.Invoke(name);
    }

    private bool IsSeen(NamespacedName name, Write write)
    {
        var meta = write.Object.Metadata;
        var cached = _informer.Get(name)?.Metadata;
        if (cached is not null && cached.Uid == meta.Uid && write.Gone) return false;
        return (cached is not null && (cached.Uid != meta.Uid || ResourceVersions.IsAtLeast(cached.ResourceVersion, meta.ResourceVersion)))
            // Not in the cache: gone, if the cache has seen all up to our write; else it has yet to come.
            || (cached is null && (write.Gone || ResourceVersions.IsAtLeast(_informer.ResourceVersion, meta.ResourceVersion)));
    }

    private readonly record struct Write(T Object, bool Gone, long At);
}
