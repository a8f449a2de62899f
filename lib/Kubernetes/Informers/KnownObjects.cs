using k8s;
using k8s.Models;
using Onair.Kubernetes.Resources;

namespace Onair.Kubernetes.Informers;

/// <summary>The objects that an informer has listed or observed, with their indexes. Thread-safe. Until the first list is complete, an object
/// may be missing here although it exists: whoever concludes anything from its absence asks the <see cref="Informer{T}"/>.</summary>
/// <typeparam name="T">The kind.</typeparam>
public sealed class KnownObjects<T> where T : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly Lock _lock = new();
    private readonly IReadOnlyDictionary<string, Func<T, IEnumerable<string>>> _keysOf;
    private readonly Dictionary<NamespacedName, T> _objects = [];
    private readonly Dictionary<string, Dictionary<string, HashSet<NamespacedName>>> _indexed;

    internal KnownObjects(IReadOnlyDictionary<string, Func<T, IEnumerable<string>>> keysOf)
    {
        _keysOf = keysOf;
        _indexed = keysOf.Keys.ToDictionary(name => name, _ => new Dictionary<string, HashSet<NamespacedName>>());
    }

    /// <summary>The object, or null when it is not known. Never change it.</summary>
    public T? Get(NamespacedName name)
    {
        lock (_lock) return _objects.GetValueOrDefault(name);
    }

    /// <summary>All known objects, those with an unreadable field included, in no order. Never change one.</summary>
    public IReadOnlyList<T> List()
    {
        lock (_lock) return [.. _objects.Values];
    }

    /// <summary>The known objects for which index <paramref name="index"/> gave <paramref name="key"/>.</summary>
    /// <exception cref="KeyNotFoundException">No such index was declared.</exception>
    public IReadOnlyList<T> ByIndex(string index, string key)
    {
        lock (_lock)
        {
            if (!_indexed.TryGetValue(index, out var entries)) throw new KeyNotFoundException($"index {index}: not declared in InformerOptions.Indexes");
            return entries.TryGetValue(key, out var names) ? [.. names.Select(n => _objects[n])] : [];
        }
    }

    internal IReadOnlyList<NamespacedName> Names()
    {
        lock (_lock) return [.. _objects.Keys];
    }

    /// <summary>Stores the object and returns the previous one.</summary>
    internal T? Put(NamespacedName name, T obj)
    {
        lock (_lock)
        {
            var old = _objects.GetValueOrDefault(name);
            if (old is not null) Unindex(name, old);
            _objects[name] = obj;
            foreach (var (index, keysOf) in _keysOf)
            {
                foreach (var key in keysOf(obj))
                {
                    if (!_indexed[index].TryGetValue(key, out var names)) _indexed[index][key] = names = [];
                    names.Add(name);
                }
            }
            return old;
        }
    }

    internal T? Remove(NamespacedName name)
    {
        lock (_lock)
        {
            if (!_objects.Remove(name, out var old)) return null;
            Unindex(name, old);
            return old;
        }
    }

    private void Unindex(NamespacedName name, T old)
    {
        foreach (var (index, keysOf) in _keysOf)
        {
            foreach (var key in keysOf(old))
            {
                if (!_indexed[index].TryGetValue(key, out var names)) continue;
                names.Remove(name);
                if (names.Count == 0) _indexed[index].Remove(key);
            }
        }
    }
}
