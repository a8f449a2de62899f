using k8s;
using k8s.Models;
using Onair.Kubernetes.Resources;

namespace Onair.Operator.Pods;

/// <summary>A pod that its object controls, and the only kind that the operator talks to. A name or a label proves nothing: anyone can create a pod with them.</summary>
internal sealed class OwnedPod
{
    private OwnedPod(string address) => Address = address;

    /// <summary>Its address.</summary>
    public string Address { get; }

    /// <summary>A pod with an address, if its controller is this object and no other of the same name; else null.</summary>
    public static OwnedPod? Of(V1Pod? pod, IKubernetesObject<V1ObjectMeta> owner) =>
        pod is { Status.PodIP: { Length: > 0 } address } && pod.IsControlledBy(owner) ? new(address) : null;
}
