namespace Onair.Kubernetes;

/// <summary>A change of an informer's store.</summary>
/// <typeparam name="T">The kind.</typeparam>
/// <param name="Type">What happened.</param>
/// <param name="Object">The object now; of a deletion the last state known.</param>
/// <param name="Old">The object before a modification.</param>
/// <param name="FromList">Learnt from a list, not from a watch: work of low priority.</param>
/// <param name="Tombstone">A deletion that was not seen but concluded from a list without the object: <paramref name="Object"/> may be stale.</param>
public readonly record struct InformerEvent<T>(InformerEventType Type, T Object, T? Old = null, bool FromList = false, bool Tombstone = false)
    where T : class, IKubernetesObject;
