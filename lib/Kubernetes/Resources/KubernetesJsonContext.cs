using System.Text.Json.Serialization;
using k8s.Models;
using Onair.Kubernetes.Serialization;

namespace Onair.Kubernetes.Resources;

/// <summary>Serialization of the built-in kinds.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(ObjectMetaConverter), typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(V1Secret))]
[JsonSerializable(typeof(ResourceList<V1Secret>))]
[JsonSerializable(typeof(V1ConfigMap))]
[JsonSerializable(typeof(ResourceList<V1ConfigMap>))]
[JsonSerializable(typeof(Corev1Event))]
[JsonSerializable(typeof(ResourceList<Corev1Event>))]
[JsonSerializable(typeof(V1Job))]
[JsonSerializable(typeof(ResourceList<V1Job>))]
[JsonSerializable(typeof(V1Pod))]
[JsonSerializable(typeof(ResourceList<V1Pod>))]
[JsonSerializable(typeof(V1NetworkPolicy))]
[JsonSerializable(typeof(ResourceList<V1NetworkPolicy>))]
[JsonSerializable(typeof(V1TokenReview))]
[JsonSerializable(typeof(ResourceList<V1TokenReview>))]
[JsonSerializable(typeof(V1SubjectAccessReview))]
[JsonSerializable(typeof(ResourceList<V1SubjectAccessReview>))]
[JsonSerializable(typeof(V1Scale))]
[JsonSerializable(typeof(V1Status))]
[JsonSerializable(typeof(WebhookConfiguration))]
[JsonSerializable(typeof(ResourceList<WebhookConfiguration>))]
[JsonSerializable(typeof(PartialObject))]
[JsonSerializable(typeof(System.Text.Json.Nodes.JsonObject))]
internal sealed partial class KubernetesJsonContext : JsonSerializerContext;

/// <summary>Serialization of leases, whose times have microseconds.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(ObjectMetaConverter), typeof(MicroTimeConverter)])]
[JsonSerializable(typeof(V1Lease))]
[JsonSerializable(typeof(ResourceList<V1Lease>))]
internal sealed partial class LeaseJsonContext : JsonSerializerContext;
