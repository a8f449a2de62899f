using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Onair.Kubernetes;

/// <summary>core/v1 Pod: the state of its containers.</summary>
public sealed class V1Pod : IKubernetesObject
{
    /// <inheritdoc />
    [JsonPropertyName("apiVersion")]
    public string? ApiVersion { get; set; }

    /// <inheritdoc />
    [JsonPropertyName("kind")]
    public string? Kind { get; set; }

    /// <inheritdoc />
    [JsonPropertyName("metadata")]
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>What runs in it. Its many fields are not modelled here.</summary>
    [JsonPropertyName("spec"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonObject? Spec { get; set; }

    /// <summary>Its state; written by the kubelet.</summary>
    [JsonPropertyName("status"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public V1PodStatus? Status { get; set; }
}

/// <summary>The state of a pod.</summary>
public sealed class V1PodStatus
{
    /// <summary>Pending, Running, Succeeded, Failed or Unknown.</summary>
    [JsonPropertyName("phase"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Phase { get; set; }

    /// <summary>Why, for people, e.g. that it was evicted.</summary>
    [JsonPropertyName("message"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Message { get; set; }

    /// <summary>Its address; absent until it has one.</summary>
    [JsonPropertyName("podIP"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PodIP { get; set; }

    /// <summary>PodScheduled, Ready and others.</summary>
    [JsonPropertyName("conditions"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<V1PodCondition>? Conditions { get; set; }

    /// <summary>Each container.</summary>
    [JsonPropertyName("containerStatuses"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<V1ContainerStatus>? ContainerStatuses { get; set; }
}

/// <summary>One aspect of a pod's state.</summary>
public sealed class V1PodCondition
{
    /// <summary>E.g. PodScheduled.</summary>
    [JsonPropertyName("type")]
    public string Type { get; set; } = "";

    /// <summary>True, False or Unknown.</summary>
    [JsonPropertyName("status")]
    public string Status { get; set; } = "";

    /// <summary>Why, for people.</summary>
    [JsonPropertyName("message"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Message { get; set; }
}

/// <summary>The state of a container.</summary>
public sealed class V1ContainerStatus
{
    /// <summary>Its name.</summary>
    [JsonPropertyName("name")]
    public string Name { get; set; } = "";

    /// <summary>How often it was started again.</summary>
    [JsonPropertyName("restartCount")]
    public int RestartCount { get; set; }

    /// <summary>Its current state.</summary>
    [JsonPropertyName("state"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public V1ContainerState? State { get; set; }
}

/// <summary>The current state of a container: one of the members is set.</summary>
public sealed class V1ContainerState
{
    /// <summary>Why it is not running yet.</summary>
    [JsonPropertyName("waiting"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public V1ContainerStateDetail? Waiting { get; set; }

    /// <summary>How it ended.</summary>
    [JsonPropertyName("terminated"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public V1ContainerStateDetail? Terminated { get; set; }
}

/// <summary>Why a container waits, or how it ended.</summary>
public sealed class V1ContainerStateDetail
{
    /// <summary>The exit code of a container that has ended.</summary>
    [JsonPropertyName("exitCode"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? ExitCode { get; set; }

    /// <summary>For machines, e.g. <c>ImagePullBackOff</c>, <c>OOMKilled</c>.</summary>
    [JsonPropertyName("reason"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; set; }

    /// <summary>For people; the termination message of a container that has ended.</summary>
    [JsonPropertyName("message"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Message { get; set; }
}
