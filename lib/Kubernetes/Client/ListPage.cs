using k8s;
using k8s.Models;

namespace Onair.Kubernetes.Client;

/// <summary>One page of a list.</summary>
/// <typeparam name="T">The kind listed.</typeparam>
/// <param name="Items">The objects.</param>
/// <param name="ResourceVersion">The version of the snapshot that all pages share.</param>
/// <param name="Continue">Token of the next page; null on the last.</param>
public sealed record ListPage<T>(IReadOnlyList<T> Items, string ResourceVersion, string? Continue) where T : class, IKubernetesObject<V1ObjectMeta>;
