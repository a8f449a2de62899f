namespace Onair.Emulator.S3.Storage;

/// <summary>A multipart upload as it was begun.</summary>
internal sealed record UploadRecord(string Id, string Key, DateTimeOffset Initiated, ObjectAttributes Attributes)
{
    /// <summary>The algorithm each part is checked with; null when none was asked for.</summary>
    public string? ChecksumAlgorithm { get; init; }

    /// <summary>FULL_OBJECT or COMPOSITE.</summary>
    public string ChecksumType { get; init; } = "COMPOSITE";
}

/// <summary>A part that has arrived whole.</summary>
internal sealed record PartRecord(int Number, string Blob, long Size, string ETag, DateTimeOffset LastModified)
{
    public IReadOnlyDictionary<string, string> Checksums { get; init; } = new Dictionary<string, string>();
}
