using System.ComponentModel.DataAnnotations;

namespace Onair.Api.Common;

/// <summary>What a status records of the resources that a provider holds.</summary>
public abstract record ResourceRecords
{
    /// <summary>Name of the MediaProvider that the resources were created with.</summary>
    public string? Provider { get; set; }

    /// <summary>
    /// A creation that was started and whose result is not recorded yet. Onair searches for the resource by its tag before it
    /// creates anything again.
    /// </summary>
    public CreationIntent? Creating { get; set; }

    /// <summary>
    /// A recorded resource that AWS currently does not find. Reads in AWS may lag behind, so it counts as deleted only after several
    /// looks over a while.
    /// </summary>
    public MissingResource? Missing { get; set; }
}

/// <summary>A creation that was started.</summary>
public sealed record CreationIntent
{
    /// <summary>The type of resource, e.g. <c>Channel</c>.</summary>
    [Required]
    public string Resource { get; set; } = "";

    /// <summary>The idempotency token of the create request; absent where the service takes none.</summary>
    public string? Token { get; set; }

    /// <summary>When it was started.</summary>
    [Required]
    public DateTimeOffset Since { get; set; }
}

/// <summary>A recorded resource that AWS does not find.</summary>
public sealed record MissingResource
{
    /// <summary>The type of resource, e.g. <c>Channel</c>.</summary>
    [Required]
    public string Resource { get; set; } = "";

    /// <summary>When it was first not found.</summary>
    [Required]
    public DateTimeOffset Since { get; set; }

    /// <summary>How often it was looked for and not found.</summary>
    [Required]
    public int Looks { get; set; }
}
