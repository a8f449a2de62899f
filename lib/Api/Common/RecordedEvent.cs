using System.ComponentModel.DataAnnotations;

namespace Onair.Api.Common;

/// <summary>An event as it was recorded with the transition that it reports; it is sent like this, however often it is tried.</summary>
public abstract record RecordedEvent
{
    /// <summary><c>uid/generation/number-name</c>, e.g. <c>4f5c…/3/17-started</c>. Who receives it twice knows it by this.</summary>
    [Required]
    public string Id { get; set; } = "";

    /// <summary>Number of the transition in its resource, from 1 without a gap.</summary>
    [Required]
    public long Sequence { get; set; }

    /// <summary>What happened, e.g. <c>dev.onair.livestream.started</c>.</summary>
    [Required]
    public string Type { get; set; } = "";

    /// <summary>When it was recorded.</summary>
    [Required]
    public DateTimeOffset Time { get; set; }

    /// <summary>Path of the resource, e.g. <c>/apis/onair.dev/v1alpha1/namespaces/demo/livestreams/event</c>.</summary>
    [Required]
    public string Source { get; set; } = "";

    /// <summary>The event's data as JSON text: what is sent is what was recorded, byte for byte.</summary>
    [Required]
    public string Data { get; set; } = "";
}
