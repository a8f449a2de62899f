using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Onair.Api.Common;
using Onair.Kubernetes.Serialization;

namespace Onair.Api.IvsChannels;

/// <summary>
/// A channel of Amazon IVS: an encoder pushes RTMPS, viewers play HLS with a few seconds of latency. A channel without a push costs
/// nothing, so it has no state to declare.
/// </summary>
public sealed record IvsChannelSpec
{
    /// <summary>The MediaProvider; must have <c>spec.aws</c>. Immutable once something was created in its account.</summary>
    [Required]
    public ProviderReference ProviderRef { get; set; } = new();

    /// <summary>What the channel takes and what viewers get.</summary>
    public IvsChannelType Type { get; set; } = IvsChannelType.Standard;

    /// <summary>How far viewers are behind.</summary>
    public IvsLatencyMode LatencyMode { get; set; } = IvsLatencyMode.Low;

    /// <summary>Whether viewers need a token: a JWT (ES384) signed with a playback key pair that is imported in the account.</summary>
    public bool Authorized { get; set; }

    /// <summary>Whether encoders may push RTMP without TLS.</summary>
    public bool InsecureIngest { get; set; }

    /// <summary>Recording of each stream in S3. Absent: nothing is recorded.</summary>
    public IvsRecordingSpec? Recording { get; set; }

    /// <summary>
    /// Rejects deletion while an encoder pushes. A deletion that bypasses the admission webhook waits until the stream ends.
    /// </summary>
    public bool OnAirGuard { get; set; }

    /// <summary>What happens to the resources in AWS when the IvsChannel is deleted. Recordings are always kept.</summary>
    public DeletionPolicy DeletionPolicy { get; set; } = DeletionPolicy.Delete;
}

/// <summary>Recording in S3. A recording configuration cannot be edited in IVS, so an edit here creates another one.</summary>
public sealed record IvsRecordingSpec
{
    /// <summary>Bucket in the channel's region. Default: <c>spec.aws.archiveBucket</c> of the MediaProvider.</summary>
    [RegularExpression("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$")]
    public string? Bucket { get; set; }

    /// <summary>How long a broken push may take to come back and still continue the same recording, in seconds.</summary>
    [Range(0, 300)]
    public int ReconnectWindowSeconds { get; set; }

    /// <summary>How often a thumbnail is stored, in seconds. Default: no thumbnails.</summary>
    [Range(1, 60)]
    public int? ThumbnailIntervalSeconds { get; set; }
}

/// <summary>Type of an IVS channel.</summary>
[JsonConverter(typeof(WordConverter<IvsChannelType>))]
public enum IvsChannelType
{
    /// <summary>Re-encoded to several renditions, up to the input's quality; at most 1080p and 8.5 Mb/s.</summary>
    Standard,

    /// <summary>Delivered as it arrives; at most 1080p and 3.5 Mb/s, or 480p and 1.5 Mb/s.</summary>
    Basic,

    /// <summary>Re-encoded to several renditions, up to 480p; at most 1080p and 8.5 Mb/s in.</summary>
    AdvancedSd,

    /// <summary>Re-encoded to several renditions, up to 720p; at most 1080p and 8.5 Mb/s in.</summary>
    AdvancedHd,
}

/// <summary>Latency of an IVS channel.</summary>
[JsonConverter(typeof(WordConverter<IvsLatencyMode>))]
public enum IvsLatencyMode
{
    /// <summary>Below 5 seconds.</summary>
    Low,

    /// <summary>About 10 seconds; for viewers who do not interact.</summary>
    Normal,
}
