using System.ComponentModel.DataAnnotations;

namespace Onair.Api.MediaProviders;

/// <summary>A resource in the account whose object does not exist.</summary>
public sealed record OrphanStatus
{
    /// <summary>The most that a status lists.</summary>
    public const int Most = 50;

    /// <summary>Type of the resource, e.g. <c>MediaLiveChannel</c>.</summary>
    [Required]
    public string Type { get; set; } = "";

    /// <summary>Id of the resource, or its ARN where the service has no other id.</summary>
    [Required]
    public string Id { get; set; } = "";

    /// <summary>
    /// The object that the resource belonged to, by its tags, e.g. <c>LiveStream/default/demo</c>; the object's uid if the tags do not have its name.
    /// </summary>
    [Required]
    public string Object { get; set; } = "";

    /// <summary>When a list first showed the resource without its object.</summary>
    public DateTimeOffset Since { get; set; }

    /// <summary>State of the resource in AWS, e.g. <c>RUNNING</c>; absent if it has none or the list does not show it.</summary>
    public string? State { get; set; }

    /// <summary>
    /// Price of an hour in this state, in <c>currency</c>, e.g. <c>22.50</c>. The list does not show how many renditions a channel has: this is the
    /// price of one. Absent while the resource does not run, and without a price table.
    /// </summary>
    public string? CostPerHour { get; set; }

    /// <summary>Currency of the price table, e.g. <c>USD</c>.</summary>
    public string? Currency { get; set; }
}
