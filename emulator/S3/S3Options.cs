namespace Onair.Emulator.S3;

/// <summary>Section <c>Emulator</c>.</summary>
internal sealed class S3Options
{
    /// <summary>
    /// The domain whose subdomains are buckets, e.g. <c>s3.onair.localhost</c>. Hosts of the form <c>bucket.s3.…</c>
    /// are understood without it.
    /// </summary>
    public string? S3Domain { get; set; }
}
