using System.Text.Json;
using k8s;
using k8s.Models;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.Resources;

namespace Onair.Kubernetes.Controllers;

/// <summary>Our writes that the cache has not seen yet: read-your-writes on a cache that lags.</summary>
internal sealed class OwnWrites<T> where T : class, IKubernetesObject<V1ObjectMeta>
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

    /// <summary>Notes a write. <paramref name="gone"/>: it took the last finalizer of a deleting object, so the cache has to see its absence.</summary>
    public void Note(T written, bool gone)
    {
        var name = NamespacedName.Of(written);
        // As bytes: the object itself belongs to the controller, which may go on changing it.
        var json = JsonSerializer.SerializeToUtf8Bytes(written, _informer.Type.TypeInfo);
        var write = new Write(written.Metadata.Uid, written.Metadata.ResourceVersion, json, written.Metadata.Unreadable, gone, _time.GetTimestamp());
        lock (_lock) _unseen[name] = write;
        // The event may have overtaken the response.
        Recheck(name);
    }

    /// <summary>How long the cache has been behind on this object; null when it is not. The first list is older than a write made while it
    /// arrives; the watch after it shows the write, so the time counts from there.</summary>
    public TimeSpan? Behind(NamespacedName name)
    {
        Recheck(name);
        lock (_lock)
        {
            if (!_unseen.TryGetValue(name, out var write)) return null;
            return _informer.SyncedAt is { } synced ? _time.GetElapsedTime(Math.Max(write.At, synced)) : TimeSpan.Zero;
        }
    }

    /// <summary>Stops waiting for a write that will never be seen.</summary>
    public void Forget(NamespacedName name)
    {
        lock (_lock) _unseen.Remove(name);
    }

    /// <summary>Our own last write if the cache has not seen it, else what the cache has.</summary>
    public T? Freshest(NamespacedName name)
    {
        if (Unseen(name) is not { } write) return _informer.Get(name);
        if (write.Gone) return null;
        var written = _informer.Type.Stamp(JsonSerializer.Deserialize(write.Json, _informer.Type.TypeInfo)!);
        written.Metadata.Unreadable = write.Unreadable;
        return written;
    }

    /// <summary>Whether <paramref name="entity"/> is, to the byte, the newest version known.</summary>
    public bool IsFreshest(T entity)
    {
        var name = NamespacedName.Of(entity);
        var (version, type) = (entity.Metadata.ResourceVersion, _informer.Type.TypeInfo);
        if (Unseen(name) is { } write) return !write.Gone && write.ResourceVersion == version && ObjectJson.IsSame(entity, write.Json, type);
        return _informer.Known.Get(name) is { } cached && cached.Metadata.ResourceVersion == version && ObjectJson.AreSame(entity, cached, type);
    }

    private Write? Unseen(NamespacedName name)
    {
        lock (_lock) return _unseen.TryGetValue(name, out var write) && !IsSeen(name, write) ? write : null;
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
        var cached = _informer.Known.Get(name)?.Metadata;
        if (cached is not null && cached.Uid == write.Uid && write.Gone) return false;
        return (cached is not null && (cached.Uid != write.Uid || ResourceVersions.IsAtLeast(cached.ResourceVersion, write.ResourceVersion)))
            // Not in the cache: deleted, if the cache has seen everything up to our write; otherwise still to come.
            || (cached is null && (write.Gone || ResourceVersions.IsAtLeast(_informer.ResourceVersion, write.ResourceVersion)));
    }

    private readonly record struct Write(string? Uid, string? ResourceVersion, byte[] Json, UnreadableField? Unreadable, bool Gone, long At);
}
