using System.ComponentModel.DataAnnotations;
using Onair.Api.Common;
using Onair.Api.Schema;

namespace Onair.Api.LiveStreams;

/// <summary>How the stream is packaged for viewers: as HLS, at a MediaPackage origin endpoint.</summary>
public sealed record PackagingSpec
{
    /// <summary>
    /// Duration of a segment in seconds. MediaPackage rounds it to the nearest multiple of <c>encoder.gopSeconds</c>, and the webhook warns of that.
    /// Shorter segments reduce latency and increase requests.
    /// </summary>
    [Range(1, 30)]
    public int SegmentSeconds { get; set; } = 4;

    /// <summary>How much of the stream a live playlist lists, in seconds.</summary>
    [Range(10, 86_400)]
    public int PlaylistWindowSeconds { get; set; } = 60;

    /// <summary>DVR window: how far back viewers can seek, in seconds. MediaPackage calls it the startover window and limits it to 14 days. 0 turns it off.</summary>
    [Range(0, 1_209_600)]
    public int StartoverWindowSeconds { get; set; } = 3600;

    /// <summary>AES-128 encryption with keys from a SPEKE server. Absent: not encrypted.</summary>
    public EncryptionSpec? Encryption { get; set; }
}

/// <summary>AES-128 encryption of the segments.</summary>
public sealed record EncryptionSpec
{
    /// <summary>How often the key changes, in seconds; 0 keeps one key.</summary>
    [Range(0, 86_400)]
    public int KeyRotationIntervalSeconds { get; set; } = 60;

    /// <summary>The key server.</summary>
    [Required]
    public SpekeSpec Speke { get; set; } = new();
}

/// <summary>A SPEKE v1 key server, which MediaPackage calls.</summary>
public sealed record SpekeSpec
{
    /// <summary>URL of the key server's endpoint.</summary>
    [Required, RegularExpression(Patterns.HttpUrl), MaxSize(2048)]
    public string Url { get; set; } = "";

    /// <summary>Content id. Default: the LiveStream's uid.</summary>
    [MinSize(1), MaxSize(256)]
    public string? ResourceId { get; set; }

    /// <summary>DRM system ids. For AES-128, the id that the key server documents.</summary>
    [Required, MinSize(1), MaxSize(4), ItemPattern("^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$")]
    public IReadOnlyList<string> SystemIds { get; set; } = [];

    /// <summary>ARN of the IAM role that MediaPackage assumes to call the key server.</summary>
    [Required, RegularExpression("^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$")]
    public string RoleArn { get; set; } = "";
}
