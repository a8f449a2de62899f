using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Onair.Api.Common;

/// <summary>Names the MediaProvider whose account is used.</summary>
public sealed record ProviderReference
{
    /// <summary>Name of the MediaProvider (cluster-scoped), e.g. <c>production</c>.</summary>
    [Required, RegularExpression(Patterns.Name), MaxLength(253)]
    public string Name { get; set; } = "";
}

/// <summary>A LiveStream in the resource's own namespace.</summary>
public sealed record StreamReference
{
    /// <summary>Name of the LiveStream, e.g. <c>event</c>.</summary>
    [Required, RegularExpression(Patterns.Name), MaxLength(253)]
    public string Name { get; set; } = "";
}

/// <summary>One entry of a Secret in the resource's own namespace.</summary>
public sealed record SecretKeyReference
{
    /// <summary>Name of the Secret.</summary>
    [Required, RegularExpression(Patterns.Name), MaxLength(253)]
    public string Name { get; set; } = "";

    /// <summary>Key in the Secret's data.</summary>
    [MinLength(1)]
    public string Key { get; set; } = "streamKey";
}

/// <summary>A Secret in the resource's own namespace.</summary>
public sealed record LocalSecretReference
{
    /// <summary>Name of the Secret.</summary>
    [Required, RegularExpression(Patterns.Name), MaxLength(253)]
    public string Name { get; set; } = "";
}

/// <summary>A Secret in any namespace, for cluster-scoped resources.</summary>
public sealed record SecretReference
{
    /// <summary>Name of the Secret.</summary>
    [Required, RegularExpression(Patterns.Name), MaxLength(253)]
    public string Name { get; set; } = "";

    /// <summary>Namespace of the Secret.</summary>
    [Required, RegularExpression(Patterns.Name), MaxLength(63)]
    public string Namespace { get; set; } = "";
}

/// <summary>What happens to the resources in AWS when the Kubernetes resource is deleted.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DeletionPolicy>))]
public enum DeletionPolicy
{
    /// <summary>They are deleted, and the Kubernetes resource stays until that is proven.</summary>
    Delete,

    /// <summary>They stay as they are, without the tags that say whose they are.</summary>
    Retain,
}
