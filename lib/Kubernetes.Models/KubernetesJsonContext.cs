using System.Text.Json.Serialization;

namespace Onair.Kubernetes;

/// <summary>Serialization of the built-in kinds.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(V1Secret))]
[JsonSerializable(typeof(ResourceList<V1Secret>))]
[JsonSerializable(typeof(V1ConfigMap))]
[JsonSerializable(typeof(ResourceList<V1ConfigMap>))]
[JsonSerializable(typeof(CoreV1Event))]
[JsonSerializable(typeof(ResourceList<CoreV1Event>))]
[JsonSerializable(typeof(V1Lease))]
[JsonSerializable(typeof(ResourceList<V1Lease>))]
[JsonSerializable(typeof(V1Job))]
[JsonSerializable(typeof(ResourceList<V1Job>))]
[JsonSerializable(typeof(V1Pod))]
[JsonSerializable(typeof(ResourceList<V1Pod>))]
[JsonSerializable(typeof(V1NetworkPolicy))]
[JsonSerializable(typeof(ResourceList<V1NetworkPolicy>))]
[JsonSerializable(typeof(V1Scale))]
[JsonSerializable(typeof(V1Status))]
[JsonSerializable(typeof(V1WebhookConfiguration))]
[JsonSerializable(typeof(ResourceList<V1WebhookConfiguration>))]
[JsonSerializable(typeof(PartialObject))]
[JsonSerializable(typeof(System.Text.Json.Nodes.JsonObject))]
internal sealed partial class KubernetesJsonContext : JsonSerializerContext;
