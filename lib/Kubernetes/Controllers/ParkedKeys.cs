using Onair.Kubernetes.Queue;
using Onair.Kubernetes.Resources;

namespace Onair.Kubernetes.Controllers;

/// <summary>Keys that wait for the cache rather than for a worker.</summary>
internal sealed class ParkedKeys(WorkQueue<NamespacedName> queue)
{
    private readonly Lock _lock = new();
    private readonly HashSet<NamespacedName> _keys = [];

    public void Park(NamespacedName key, TimeSpan limit)
    {
        lock (_lock) _keys.Add(key);
        queue.AddAfter(key, limit);
    }

    public void Release(NamespacedName key)
    {
        lock (_lock)
        {
            if (!_keys.Remove(key)) return;
        }
        queue.Add(key);
    }
}
