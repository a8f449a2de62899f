namespace Onair.Emulator.S3;

/// <summary>The buckets, as the emulator's own services use them (the archive writer, MediaConvert). No authorization.</summary>
internal interface IObjectStore
{
    /// <summary>True when the bucket exists.</summary>
    bool BucketExists(string bucket);

    /// <summary>Stores an object; it becomes visible whole or not at all.</summary>
    /// <exception cref="DirectoryNotFoundException">The bucket does not exist.</exception>
    Task PutAsync(
        string bucket, string key, Stream content, IReadOnlyDictionary<string, string>? metadata,
        CancellationToken cancellationToken);

    /// <summary>Opens an object for reading; null when there is none.</summary>
    Stream? OpenRead(string bucket, string key);

    /// <summary>All keys below a prefix, in ordinal order.</summary>
    IEnumerable<(string Key, long Size)> List(string bucket, string prefix);
}
