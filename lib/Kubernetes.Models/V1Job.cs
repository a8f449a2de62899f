using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Onair.Kubernetes;

/// <summary>batch/v1 Job: pods that run until one of them has succeeded.</summary>
public sealed class V1Job : IKubernetesObject
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

    /// <summary>What to run.</summary>
    [JsonPropertyName("spec")]
    public V1JobSpec Spec { get; set; } = new();

    /// <summary>Its progress; written by the job controller.</summary>
    [JsonPropertyName("status"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public V1JobStatus? Status { get; set; }
}

/// <summary>What a Job runs.</summary>
public sealed class V1JobSpec
{
    /// <summary>How many failed pods are replaced.</summary>
    [JsonPropertyName("backoffLimit")]
    public int BackoffLimit { get; set; }

    /// <summary>Seconds after which the pods are ended and the Job has failed.</summary>
    [JsonPropertyName("activeDeadlineSeconds"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? ActiveDeadlineSeconds { get; set; }

    /// <summary>The pod, as a PodTemplateSpec. Its many fields are not modelled here.</summary>
    [JsonPropertyName("template")]
    public JsonObject Template { get; set; } = [];
}

/// <summary>The progress of a Job.</summary>
public sealed class V1JobStatus
{
    /// <summary>Complete or Failed, once it has ended.</summary>
    [JsonPropertyName("conditions"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<V1JobCondition>? Conditions { get; set; }
}

/// <summary>How a Job ended.</summary>
public sealed class V1JobCondition
{
    /// <summary>Complete, Failed or Suspended.</summary>
    [JsonPropertyName("type")]
    public string Type { get; set; } = "";

    /// <summary>True, False or Unknown.</summary>
    [JsonPropertyName("status")]
    public string Status { get; set; } = "";

    /// <summary>Why, for machines, e.g. <c>DeadlineExceeded</c>.</summary>
    [JsonPropertyName("reason"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; set; }

    /// <summary>Why, for people.</summary>
    [JsonPropertyName("message"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Message { get; set; }
}
