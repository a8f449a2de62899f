using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Onair.Api.Common;
using Onair.Api.Schema;
using Onair.Kubernetes.Serialization;

namespace Onair.Api.LiveStreams;

/// <summary>Where each session is recorded, as MPEG-TS segments of the first rendition.</summary>
public sealed record ArchiveSpec
{
    /// <summary>
    /// S3 folder of a session. Placeholders: <c>{bucket}</c> (the provider's archive bucket), <c>{yyyy} {MM} {dd}</c> and
    /// <c>{unix}</c> (the session's start, UTC), <c>{uid} {namespace} {name}</c> (the LiveStream's). Must contain
    /// <c>{unix}</c>, so that sessions do not overwrite each other, and <c>{uid}</c>, or <c>{namespace}</c> and <c>{name}</c>, so that streams
    /// do not. The bucket name must not contain dots.
    /// </summary>
    [RegularExpression(Patterns.ArchivePath), MaxSize(1024)]
    public string Path { get; set; } = "s3://{bucket}/{yyyy}/{MM}/{dd}/{uid}-{unix}";

    /// <summary>
    /// S3 folder of the next session alone, with the placeholders of <c>path</c>, none of which is required. Sessions share no folder: if another
    /// session, of any stream, has this folder or one above or below it, or if a recording is already there, the session goes to <c>path</c>.
    /// Takes effect at the next start. Absent: each session goes to <c>path</c>.
    /// </summary>
    [RegularExpression(Patterns.ArchivePath), MaxSize(1024)]
    public string? Folder { get; set; }

    /// <summary>Duration of a recorded segment in seconds. A segment appears in S3 when it is complete.</summary>
    [Range(1, 10_000)]
    public int SegmentSeconds { get; set; } = 300;

    /// <summary>When Onair reads the recording to index it. Can be changed while the channel runs.</summary>
    public ArchiveIndexing Index { get; set; } = ArchiveIndexing.OnDemand;
}

/// <summary>When a recording is indexed.</summary>
[JsonConverter(typeof(WordConverter<ArchiveIndexing>))]
public enum ArchiveIndexing
{
    /// <summary>When an ArchiveSplit needs it, and only the segments that its sections overlap.</summary>
    OnDemand,

    /// <summary>Each segment as it arrives: all that is recorded is read once, and sections are cut sooner.</summary>
    Ahead,
}

/// <summary>Delivery through the provider's CloudFront distribution.</summary>
public sealed record DistributionSpec
{
    /// <summary>Adds a cache behavior for this stream to the provider's distribution.</summary>
    public bool Live { get; set; }
}

/// <summary>A window during which the channel runs.</summary>
public sealed record ScheduleWindow
{
    /// <summary>Start, RFC 3339.</summary>
    [Required, JsonConverter(typeof(DeclaredTimeConverter))]
    public DateTimeOffset Start { get; set; }

    /// <summary>Stop, RFC 3339, after the start.</summary>
    [Required, JsonConverter(typeof(DeclaredTimeConverter))]
    public DateTimeOffset Stop { get; set; }
}
