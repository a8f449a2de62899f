using k8s;
using k8s.Models;

namespace Onair.Kubernetes.Client;

/// <summary>One event of a watch.</summary>
/// <typeparam name="T">The kind watched.</typeparam>
/// <param name="Type">What happened.</param>
/// <param name="Object">The object after it, or its last state when deleted; null on a bookmark.</param>
/// <param name="ResourceVersion">The version of the event: a watch from here continues after it.</param>
public readonly record struct WatchEvent<T>(WatchEventType Type, T? Object, string ResourceVersion) where T : class, IKubernetesObject<V1ObjectMeta>;
