using System.Text.Json.Serialization;

namespace Onair.Kubernetes;

/// <summary>meta/v1 ObjectMeta: the members this project reads. The rest, managedFields above all, is dropped on reading;
/// the API server keeps managedFields that an update leaves out.</summary>
public sealed class V1ObjectMeta
{
    /// <summary>Unique within namespace and resource.</summary>
    [JsonPropertyName("name"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Name { get; set; }

    /// <summary>Prefix from which the server generates a unique name, when <see cref="Name"/> is absent.</summary>
    [JsonPropertyName("generateName"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? GenerateName { get; set; }

    /// <summary>The namespace; null for cluster-scoped kinds.</summary>
    [JsonPropertyName("namespace"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonConverter(typeof(InternedStringConverter))]
    public string? Namespace { get; set; }

    /// <summary>Unique in time and space; set by the server.</summary>
    [JsonPropertyName("uid"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Uid { get; set; }

    /// <summary>The version of the object for optimistic locking and watches.</summary>
    [JsonPropertyName("resourceVersion"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ResourceVersion { get; set; }

    /// <summary>Counts changes of the desired state; set by the server.</summary>
    [JsonPropertyName("generation"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Generation { get; set; }

    /// <summary>When the object was created; whole seconds.</summary>
    [JsonPropertyName("creationTimestamp"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonConverter(typeof(TimeConverter))]
    public DateTimeOffset? CreationTimestamp { get; set; }

    /// <summary>When deletion was requested; the object is removed once <see cref="Finalizers"/> is empty.</summary>
    [JsonPropertyName("deletionTimestamp"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonConverter(typeof(TimeConverter))]
    public DateTimeOffset? DeletionTimestamp { get; set; }

    /// <summary>Labels, for selectors.</summary>
    [JsonPropertyName("labels"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? Labels { get; set; }

    /// <summary>Annotations, for tools.</summary>
    [JsonPropertyName("annotations"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? Annotations { get; set; }

    /// <summary>Controllers that must clean up before the object is removed.</summary>
    [JsonPropertyName("finalizers"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<string>? Finalizers { get; set; }

    /// <summary>Objects whose deletion deletes this one.</summary>
    [JsonPropertyName("ownerReferences"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<V1OwnerReference>? OwnerReferences { get; set; }

    /// <summary>
    /// The first field that could not be read; null when all could be. The object then lacks that field: it still counts as existing, but it
    /// is neither reconciled nor written back.
    /// </summary>
    [JsonIgnore]
    public UnreadableField? Unreadable { get; set; }
}
