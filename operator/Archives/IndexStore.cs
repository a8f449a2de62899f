using System.Text.Json;
using Amazon.S3.Model;
using Onair.Operator.AwsAccounts;
using Onair.Recordings;
using Onair.Recordings.Index;

namespace Onair.Operator.Archives;

/// <summary>The index objects, each stored next to its segment.</summary>
internal static class IndexStore
{
    /// <summary>The segment's index; null when the stored one belongs to other content or has another format.</summary>
    public static async Task<SegmentIndex?> ReadAsync(ProviderAccount account, ArchiveObject segment, CancellationToken cancellationToken)
    {
        var (bucket, key) = (segment.Location.Bucket, SegmentIndex.KeyOf(segment.Location.Key));
        using var stored = await account.S3.CallAsync("GetObject", (s3, c) => s3.GetObjectAsync(bucket, key, c), cancellationToken);
        try
        {
            var index = await JsonSerializer.DeserializeAsync(stored.ResponseStream, RecordingsJson.Default.SegmentIndex, cancellationToken);
            return index is { Version: SegmentIndex.CurrentVersion } && index.ETag == segment.ETag ? index : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static Task WriteAsync(ProviderAccount account, ArchiveObject segment, SegmentIndex index, CancellationToken cancellationToken) =>
        account.S3.CallAsync("PutObject", (s3, c) => s3.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = segment.Location.Bucket,
                Key = SegmentIndex.KeyOf(segment.Location.Key),
                ContentType = "application/json",
                InputStream = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(index, RecordingsJson.Default.SegmentIndex)),
            },
            c), cancellationToken);
}
