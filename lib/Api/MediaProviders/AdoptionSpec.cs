using System.ComponentModel.DataAnnotations;
using Onair.Api.Schema;

namespace Onair.Api.MediaProviders;

/// <summary>Which existing resources of the account may be adopted with the annotation <c>onair.dev/adopt</c>. Either list is enough.</summary>
public sealed record AdoptionSpec
{
    /// <summary>Ids or ARNs as in the annotation, e.g. <c>1234567</c>. Namespaces that may use the account may adopt them.</summary>
    [MaxSize(1000), ItemPattern("^[-_.:/A-Za-z0-9]{1,512}$")]
    public IReadOnlyList<string> Ids { get; set; } = [];

    /// <summary>A tag of resources that may be adopted. Absent: only those in <c>ids</c>.</summary>
    public AdoptionTagSpec? Tag { get; set; }
}

/// <summary>A tag that permits adoption.</summary>
public sealed record AdoptionTagSpec
{
    /// <summary>The tag's key, e.g. <c>adoptable-by</c>. Must not begin with <c>onair.dev/</c> or <c>aws:</c>.</summary>
    [Required, MinSize(1), MaxSize(128)]
    public string Key { get; set; } = "";

    /// <summary>The tag's value. Default: the namespace of the object that adopts.</summary>
    [MaxSize(256)]
    public string? Value { get; set; }
}
