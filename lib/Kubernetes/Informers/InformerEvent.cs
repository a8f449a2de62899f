using k8s;
using k8s.Models;

namespace Onair.Kubernetes.Informers;

/// <summary>A change of an informer's store.</summary>
/// <typeparam name="T">The kind.</typeparam>
/// <param name="Type">What happened.</param>
/// <param name="Object">The object now; for a deletion, its last known state.</param>
/// <param name="Old">The object before a modification.</param>
/// <param name="FromList">Came from a list rather than a watch, so its work has low priority.</param>
/// <param name="Tombstone">A deletion that was not observed but inferred from a list without the object: <paramref name="Object"/> may be stale.</param>
public readonly record struct InformerEvent<T>(InformerEventType Type, T Object, T? Old = null, bool FromList = false, bool Tombstone = false)
    where T : class, IKubernetesObject<V1ObjectMeta>;
