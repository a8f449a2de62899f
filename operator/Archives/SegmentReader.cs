using System.Buffers;
using Amazon.S3.Model;
using Onair.Operator.AwsAccounts;
using Onair.Recordings.Index;
using Onair.Recordings.Ts;

namespace Onair.Operator.Archives;

/// <summary>Reads segments: the whole of one for its index, as a stream because it has a hundred megabytes, or its two ends for its outline.</summary>
internal static class SegmentReader
{
    private const int BufferBytes = 256 * 1024;

    // What needs more than that is cheaper to read once, as a whole.
    private const int MostTailBytes = 16 * 1024 * 1024;

    public static async Task<SegmentIndex> IndexAsync(ProviderAccount account, ArchiveObject segment, CancellationToken cancellationToken)
    {
        var request = new GetObjectRequest { BucketName = segment.Location.Bucket, Key = segment.Location.Key, EtagToMatch = segment.ETag };
        using var stored = await account.S3.CallAsync("GetObject", (s3, c) => s3.GetObjectAsync(request, c), cancellationToken);
        var indexer = new GopIndexer();
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            while (await stored.ResponseStream.ReadAsync(buffer, cancellationToken) is > 0 and var read)
            {
                indexer.Append(buffer.AsSpan(0, read));
                ArchiveMetrics.Read(read);
            }

            return indexer.Complete(segment.ETag, segment.StoredAt);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The outline; null when only the whole segment can tell.</summary>
    public static async Task<SegmentIndex?> OutlineAsync(ProviderAccount account, ArchiveObject segment, CancellationToken cancellationToken)
    {
        if (segment.Bytes <= SegmentOutline.HeadBytes + SegmentOutline.TailBytes) return null;
        var first = await RangeAsync(account, segment, 0, SegmentOutline.HeadBytes, cancellationToken);
        if (SegmentOutline.OfHead(first, segment.ETag, segment.StoredAt) is not { } head) return null;
        for (var bytes = SegmentOutline.TailBytes; bytes <= MostTailBytes; bytes *= 4)
        {
            var from = Math.Max(0, segment.Bytes - bytes) / TsPacket.Size * TsPacket.Size;
            var tail = await RangeAsync(account, segment, from, segment.Bytes - from, cancellationToken);
            if (SegmentOutline.WithTail(head, tail, segment.Bytes) is { } outline) return outline;
            if (from == 0) break;
        }

        return null;
    }

    private static async Task<byte[]> RangeAsync(ProviderAccount account, ArchiveObject segment, long from, long bytes, CancellationToken cancellationToken)
    {
        var request = new GetObjectRequest
        {
            BucketName = segment.Location.Bucket,
            Key = segment.Location.Key,
            EtagToMatch = segment.ETag,
            ByteRange = new ByteRange(from, Math.Min(from + bytes, segment.Bytes) - 1),
        };
        using var stored = await account.S3.CallAsync("GetObject", (s3, c) => s3.GetObjectAsync(request, c), cancellationToken);
        using var read = new MemoryStream();
        await stored.ResponseStream.CopyToAsync(read, cancellationToken);
        ArchiveMetrics.Read(read.Length);
        return read.ToArray();
    }
}
