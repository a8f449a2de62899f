using System.ComponentModel.DataAnnotations;

namespace Onair.Api.Common;

/// <summary>An event as recorded together with the transition that it reports. Retries send the same event.</summary>
public abstract record RecordedEvent
{
    /// <summary><c>uid/generation/number-name</c>, e.g. <c>4f5c…/3/17-started</c>. Receivers use it to detect duplicates.</summary>
    [Required]
    public string Id { get; set; } = "";

    /// <summary>Number of the transition within its resource: starts at 1 and has no gaps.</summary>
    [Required]
    public long Sequence { get; set; }

    /// <summary>Event type, e.g. <c>dev.onair.livestream.started</c>.</summary>
    [Required]
    public string Type { get; set; } = "";

    /// <summary>When it was recorded.</summary>
    [Required]
    public DateTimeOffset Time { get; set; }

    /// <summary>Path of the resource, e.g. <c>/apis/onair.dev/v1alpha1/namespaces/demo/livestreams/event</c>.</summary>
    [Required]
    public string Source { get; set; } = "";

    /// <summary>The event's data as JSON text. It is sent exactly as recorded, byte for byte.</summary>
    [Required]
    public string Data { get; set; } = "";
}
