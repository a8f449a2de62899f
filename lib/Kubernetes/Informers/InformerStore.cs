using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging;
using Onair.Kubernetes.Metrics;
using Onair.Kubernetes.Resources;

namespace Onair.Kubernetes.Informers;

/// <summary>What an informer knows, and who hears of its changes, in order.</summary>
/// <typeparam name="T">The kind.</typeparam>
internal sealed partial class InformerStore<T>(string resource, InformerOptions<T> options, ILogger logger)
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly Lock _dispatch = new();
    private Action<InformerEvent<T>>[] _handlers = [];

    public KnownObjects<T> Known { get; } = new(options.Indexes);

    /// <summary>See <see cref="Informer{T}.Subscribe"/>.</summary>
    public IDisposable Subscribe(Action<InformerEvent<T>> handler)
    {
        lock (_dispatch)
        {
            foreach (var obj in Known.List()) handler(new InformerEvent<T>(InformerEventType.Added, obj, FromList: true));
            _handlers = [.. _handlers, handler];
        }
        return new Subscription(this, handler);
    }

    /// <summary>Takes an object as the server sent it, unless a newer version is known.</summary>
    public void Upsert(T obj, bool fromList)
    {
        options.Transform?.Invoke(obj);
        var name = NamespacedName.Of(obj);
        lock (_dispatch)
        {
            var known = Known.Get(name);
            if (known is not null && known.Metadata.Uid != obj.Metadata.Uid)
            {
                // Deleted and created again between two lists.
                Drop(name, known, tombstone: true, fromList);
                known = null;
            }
            if (known is not null && ResourceVersions.IsAtLeast(known.Metadata.ResourceVersion, obj.Metadata.ResourceVersion)) return;
            Known.Put(name, obj);
            CountUnreadable(known, obj);
            if (obj.Metadata.Unreadable is { } unreadable && unreadable != known?.Metadata.Unreadable) LogUnreadable(resource, name, unreadable);
            Dispatch(new InformerEvent<T>(known is null ? InformerEventType.Added : InformerEventType.Modified, obj, known, fromList));
        }
    }

    /// <summary>Removes an object that the server reported as deleted.</summary>
    /// <param name="last">Its last state.</param>
    public void Remove(T last)
    {
        options.Transform?.Invoke(last);
        Drop(NamespacedName.Of(last), last, tombstone: false, fromList: false);
    }

    /// <summary>Removes an object that a list no longer contains.</summary>
    public void RemoveUnlisted(NamespacedName name)
    {
        if (Known.Get(name) is { } last) Drop(name, last, tombstone: true, fromList: true);
    }

    private void Drop(NamespacedName name, T last, bool tombstone, bool fromList)
    {
        lock (_dispatch)
        {
            if (Known.Remove(name) is not { } known) return;
            CountUnreadable(known, null);
            Dispatch(new InformerEvent<T>(InformerEventType.Deleted, last, known, fromList, tombstone));
        }
    }

    private void CountUnreadable(T? before, T? now)
    {
        var change = (now?.Metadata.Unreadable is null ? 0 : 1) - (before?.Metadata.Unreadable is null ? 0 : 1);
        if (change != 0) KubernetesMetrics.UnreadableObjects.Add(change, new KeyValuePair<string, object?>("resource", resource));
    }

    private void Dispatch(InformerEvent<T> e)
    {
        foreach (var handler in _handlers)
        {
            try
            {
                handler(e);
            }
            catch (Exception failure)
            {
                // A failing subscriber must not stop the others or the informer.
                LogHandlerFailed(failure, resource);
            }
        }
    }

    [LoggerMessage(4, LogLevel.Error, "{Resource}: a subscriber of the cache failed")]
    private partial void LogHandlerFailed(Exception error, string resource);

    [LoggerMessage(5, LogLevel.Warning, "{Resource}: {Name} is skipped, because a field cannot be read: {Field}")]
    private partial void LogUnreadable(string resource, NamespacedName name, UnreadableField field);

    private sealed class Subscription(InformerStore<T> store, Action<InformerEvent<T>> handler) : IDisposable
    {
        public void Dispose()
        {
            lock (store._dispatch) store._handlers = [.. store._handlers.Where(h => h != handler)];
        }
    }
}
