namespace Onair.Emulator.S3.Storage;

/// <summary>All that is known of an object but its bytes.</summary>
/// <param name="Key">Up to 1,024 bytes of UTF-8.</param>
/// <param name="Blob">The file name of the bytes.</param>
/// <param name="Size">Bytes.</param>
/// <param name="ETag">Without quotes: the MD5, or <c>md5-N</c> of N parts.</param>
/// <param name="LastModified">When it became visible.</param>
internal sealed record ObjectRecord(string Key, string Blob, long Size, string ETag, DateTimeOffset LastModified)
{
    public ObjectAttributes Attributes { get; init; } = ObjectAttributes.None;

    /// <summary>Base64 by algorithm.</summary>
    public IReadOnlyDictionary<string, string> Checksums { get; init; } = new Dictionary<string, string>();

    /// <summary>FULL_OBJECT or COMPOSITE.</summary>
    public string ChecksumType { get; init; } = "FULL_OBJECT";

    /// <summary>The parts of a multipart upload; null for a plain put.</summary>
    public IReadOnlyList<long>? PartSizes { get; init; }

    /// <summary>The upload it came from, so that a repeated completion succeeds.</summary>
    public string? UploadId { get; init; }
}

/// <summary>What the client says about an object.</summary>
/// <param name="Headers">System headers as content-type, by lower-case name.</param>
/// <param name="Metadata">User metadata without <c>x-amz-meta-</c>.</param>
/// <param name="Tags">Object tags.</param>
internal sealed record ObjectAttributes(
    IReadOnlyDictionary<string, string> Headers,
    IReadOnlyDictionary<string, string> Metadata,
    IReadOnlyDictionary<string, string> Tags)
{
    public static readonly ObjectAttributes None = new(
        new Dictionary<string, string>(), new Dictionary<string, string>(), new Dictionary<string, string>());
}
