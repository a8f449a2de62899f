using k8s.Models;
using static Onair.Kubernetes.Resources.KubernetesJsonContext;

namespace Onair.Kubernetes.Resources;

/// <summary>The built-in kinds that Onair reads or writes.</summary>
public static class BuiltInResources
{
    /// <summary>core/v1 Secret.</summary>
    public static ResourceType<V1Secret> Secrets { get; } =
        new("", "v1", "secrets", "Secret", Default.V1Secret, Default.ResourceListV1Secret);

    /// <summary>core/v1 ConfigMap.</summary>
    public static ResourceType<V1ConfigMap> ConfigMaps { get; } =
        new("", "v1", "configmaps", "ConfigMap", Default.V1ConfigMap, Default.ResourceListV1ConfigMap);

    /// <summary>core/v1 Pod.</summary>
    public static ResourceType<V1Pod> Pods { get; } =
        new("", "v1", "pods", "Pod", Default.V1Pod, Default.ResourceListV1Pod);

    /// <summary>batch/v1 Job.</summary>
    public static ResourceType<V1Job> Jobs { get; } =
        new("batch", "v1", "jobs", "Job", Default.V1Job, Default.ResourceListV1Job);

    /// <summary>networking.k8s.io/v1 NetworkPolicy.</summary>
    public static ResourceType<V1NetworkPolicy> NetworkPolicies { get; } =
        new("networking.k8s.io", "v1", "networkpolicies", "NetworkPolicy", Default.V1NetworkPolicy, Default.ResourceListV1NetworkPolicy);

    /// <summary>core/v1 Event: the version that <c>kubectl describe</c> of every release reads.</summary>
    public static ResourceType<Corev1Event> Events { get; } =
        new("", "v1", "events", "Event", Default.Corev1Event, Default.ResourceListCorev1Event);

    /// <summary>coordination.k8s.io/v1 Lease.</summary>
    public static ResourceType<V1Lease> Leases { get; } =
        new("coordination.k8s.io", "v1", "leases", "Lease", LeaseJsonContext.Default.V1Lease, LeaseJsonContext.Default.ResourceListV1Lease);

    /// <summary>authentication.k8s.io/v1 TokenReview: whose token it is. It is created and not stored.</summary>
    public static ResourceType<V1TokenReview> TokenReviews { get; } = new(
        "authentication.k8s.io", "v1", "tokenreviews", "TokenReview", Default.V1TokenReview, Default.ResourceListV1TokenReview, Namespaced: false);

    /// <summary>authorization.k8s.io/v1 SubjectAccessReview: what a user may do. It is created and not stored.</summary>
    public static ResourceType<V1SubjectAccessReview> SubjectAccessReviews { get; } = new(
        "authorization.k8s.io", "v1", "subjectaccessreviews", "SubjectAccessReview", Default.V1SubjectAccessReview, Default.ResourceListV1SubjectAccessReview, Namespaced: false);

    /// <summary>admissionregistration.k8s.io/v1 MutatingWebhookConfiguration.</summary>
    public static ResourceType<WebhookConfiguration> MutatingWebhookConfigurations { get; } = new(
        "admissionregistration.k8s.io", "v1", "mutatingwebhookconfigurations", "MutatingWebhookConfiguration",
        Default.WebhookConfiguration, Default.ResourceListWebhookConfiguration, Namespaced: false);

    /// <summary>admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration.</summary>
    public static ResourceType<WebhookConfiguration> ValidatingWebhookConfigurations { get; } = new(
        "admissionregistration.k8s.io", "v1", "validatingwebhookconfigurations", "ValidatingWebhookConfiguration",
        Default.WebhookConfiguration, Default.ResourceListWebhookConfiguration, Namespaced: false);
}
