using k8s;
using k8s.Models;

namespace Onair.Kubernetes;

/// <summary>The options of a shared informer while services are being registered.</summary>
internal sealed record InformerSetup<T>(ResourceType<T> Type, InformerOptions<T> Options) where T : class, IKubernetesObject<V1ObjectMeta>;
