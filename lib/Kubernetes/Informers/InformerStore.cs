namespace Onair.Kubernetes;

/// <summary>The objects of an informer with their indexes. Thread-safe.</summary>
internal sealed class InformerStore<T>(IReadOnlyDictionary<string, Func<T, IEnumerable<string>>> indexes) where T : class, IKubernetesObject
{
    private readonly Lock _lock = new();
    private readonly Dictionary<NamespacedName, T> _objects = [];
    private readonly Dictionary<string, Dictionary<string, HashSet<NamespacedName>>> _indexed =
        indexes.Keys.ToDictionary(name => name, _ => new Dictionary<string, HashSet<NamespacedName>>());

    public T? Get(NamespacedName name)
    {
        lock (_lock) return _objects.GetValueOrDefault(name);
    }

    public IReadOnlyList<T> List()
    {
        lock (_lock) return [.. _objects.Values];
    }

    public IReadOnlyList<T> ByIndex(string index, string key)
    {
        lock (_lock)
        {
            if (!_indexed.TryGetValue(index, out var entries)) throw new KeyNotFoundException($"index {index}: not declared in InformerOptions.Indexes");
            return entries.TryGetValue(key, out var names) ? [.. names.Select(n => _objects[n])] : [];
        }
    }

    public IReadOnlyList<NamespacedName> Names()
    {
        lock (_lock) return [.. _objects.Keys];
    }

    /// <summary>Stores the object and returns the previous one.</summary>
    public T? Put(NamespacedName name, T obj)
    {
        lock (_lock)
        {
            var old = _objects.GetValueOrDefault(name);
            if (old is not null) Unindex(name, old);
            _objects[name] = obj;
            foreach (var (index, keysOf) in indexes)
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

    public T? Remove(NamespacedName name)
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
        foreach (var (index, keysOf) in indexes)
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
