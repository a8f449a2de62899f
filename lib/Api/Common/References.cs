using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Onair.Api.Schema;
using Onair.Kubernetes.Serialization;

namespace Onair.Api.Common;

/// <summary>Reference to the MediaProvider whose account or service is used.</summary>
public sealed record ProviderReference
{
    /// <summary>Name of the MediaProvider (cluster-scoped), e.g. <c>production</c>.</summary>
    [Required, RegularExpression(Patterns.Name), MaxSize(253)]
    public string Name { get; set; } = "";
}

/// <summary>A LiveStream in the resource's own namespace.</summary>
public sealed record StreamReference
{
    /// <summary>Name of the LiveStream, e.g. <c>event</c>.</summary>
    [Required, RegularExpression(Patterns.Name), MaxSize(253)]
    public string Name { get; set; } = "";
}

/// <summary>An HlsBroadcast in the resource's own namespace.</summary>
public sealed record BroadcastReference
{
    /// <summary>Name of the HlsBroadcast, e.g. <c>keynote</c>.</summary>
    [Required, RegularExpression(Patterns.Name), MaxSize(253)]
    public string Name { get; set; } = "";
}

/// <summary>One entry of a Secret in the resource's own namespace.</summary>
public sealed record SecretKeyReference
{
    /// <summary>Name of the Secret.</summary>
    [Required, RegularExpression(Patterns.Name), MaxSize(253)]
    public string Name { get; set; } = "";

    /// <summary>Key in the Secret's data.</summary>
    [MinSize(1)]
    public string Key { get; set; } = "streamKey";
}

/// <summary>A Secret in the resource's own namespace.</summary>
public sealed record LocalSecretReference
{
    /// <summary>Name of the Secret.</summary>
    [Required, RegularExpression(Patterns.Name), MaxSize(253)]
    public string Name { get; set; } = "";
}

/// <summary>A Secret in any namespace, for cluster-scoped resources.</summary>
public sealed record SecretReference
{
    /// <summary>Name of the Secret.</summary>
    [Required, RegularExpression(Patterns.Name), MaxSize(253)]
    public string Name { get; set; } = "";

    /// <summary>Namespace of the Secret.</summary>
    [Required, RegularExpression(Patterns.Name), MaxSize(63)]
    public string Namespace { get; set; } = "";
}

/// <summary>What happens to the external resources when the Kubernetes resource is deleted.</summary>
[JsonConverter(typeof(WordConverter<DeletionPolicy>))]
public enum DeletionPolicy
{
    /// <summary>They are deleted. The Kubernetes resource stays until the deletion is confirmed.</summary>
    Delete,

    /// <summary>They are kept as they are; only Onair's ownership tags are removed.</summary>
    Retain,
}
