using System.ComponentModel.DataAnnotations;

namespace Onair.Api.ArchiveSplits;

/// <summary>Name and times of the URLs from which the MP4s can be downloaded. The URLs themselves are only in the Secret.</summary>
public sealed record SplitDownloadsStatus
{
    /// <summary>
    /// The Secret with a presigned URL for each MP4, under the name of its file, e.g. <c>index_0.mp4</c>, and <c>expires</c>. Absent: none of the
    /// files was found.
    /// </summary>
    public string? SecretName { get; set; }

    /// <summary>When the URLs expire: after a week, or with the credentials of the MediaProvider.</summary>
    [Required]
    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>The value of the annotation <c>onair.dev/renew</c> that the URLs were signed for; absent without one.</summary>
    public string? Renewed { get; set; }

    /// <summary>Number of sections that were completed when the URLs were signed.</summary>
    [Required]
    public int Sections { get; set; }

    /// <summary>Number of URLs in the Secret.</summary>
    [Required]
    public int Files { get; set; }
}
