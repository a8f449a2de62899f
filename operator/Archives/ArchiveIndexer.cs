using System.Buffers;
using System.Collections.Concurrent;
using System.Threading.Channels;
using Amazon.S3.Model;
using Microsoft.Extensions.Caching.Memory;
using Onair.Kubernetes;
using Onair.Operator.MediaProviders;
using Onair.Operator.Metrics;
using Onair.Recordings.Index;

namespace Onair.Operator.Archives;

/// <summary>
/// Reads segments once, as they arrive, and stores what a cut has to know of each beside it. A few at a time, and as a stream: a
/// segment is a hundred megabytes.
/// </summary>
internal sealed partial class ArchiveIndexer(ILogger<ArchiveIndexer> logger) : ILeaderTask, IDisposable
{
    private const int AtOnce = 2;
    private const int BufferBytes = 256 * 1024;

    private readonly Channel<(ProviderAccount Account, ArchiveObject Segment)> _asked = Channel.CreateUnbounded<(ProviderAccount, ArchiveObject)>();
    private readonly ConcurrentDictionary<(S3Location, string), bool> _pending = [];
    private readonly MemoryCache _made = new(new MemoryCacheOptions { SizeLimit = 1_000 });
    private readonly MemoryCache _refused = new(new MemoryCacheOptions { SizeLimit = 1_000 });

    /// <summary>Wants a segment indexed, if it is not being indexed already.</summary>
    public void Ask(ProviderAccount account, ArchiveObject segment)
    {
        if (_pending.TryAdd(Name(segment), true)) _asked.Writer.TryWrite((account, segment));
    }

    /// <summary>The index of a segment that this process has made of late; null otherwise.</summary>
    public SegmentIndex? Made(ArchiveObject segment) => _made.Get<SegmentIndex>(Name(segment));

    /// <summary>Why a segment cannot be indexed; null when nothing is known against it.</summary>
    public string? Refusal(ArchiveObject segment) => _refused.Get<string>(Name(segment));

    public Task RunAsync(CancellationToken ct) => Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => WorkAsync(ct)));

    public void Dispose()
    {
        _made.Dispose();
        _refused.Dispose();
    }

    private async Task WorkAsync(CancellationToken ct)
    {
        try
        {
            await foreach (var (account, segment) in _asked.Reader.ReadAllAsync(ct)) await TryIndexAsync(account, segment, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Another leads now.
        }
    }

    private async Task TryIndexAsync(ProviderAccount account, ArchiveObject segment, CancellationToken ct)
    {
        try
        {
            var index = await IndexAsync(account, segment, ct);
            await IndexStore.WriteAsync(account, segment, index, ct);
            _made.Set(Name(segment), index, new MemoryCacheEntryOptions { Size = 1 });
            ArchiveMetrics.Indexed(segment.Bytes);
        }
        catch (InvalidRecordingException e)
        {
            LogRefused(segment.Location, e.Message);
            _refused.Set(Name(segment), e.Message, new MemoryCacheEntryOptions { Size = 1 });
        }
        catch (Exception e) when (!ct.IsCancellationRequested) // S3 may be away; who needs the segment asks again
        {
            LogFailed(segment.Location, e.Message);
        }
        finally
        {
            _pending.TryRemove(Name(segment), out _);
        }
    }

    private static async Task<SegmentIndex> IndexAsync(ProviderAccount account, ArchiveObject segment, CancellationToken ct)
    {
        var request = new GetObjectRequest { BucketName = segment.Location.Bucket, Key = segment.Location.Key, EtagToMatch = segment.ETag };
        using var stored = await account.S3Async("GetObject", (s3, c) => s3.GetObjectAsync(request, c), ct);
        var indexer = new GopIndexer();
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            while (await stored.ResponseStream.ReadAsync(buffer, ct) is > 0 and var read) indexer.Append(buffer.AsSpan(0, read));
            return indexer.Complete(segment.ETag, segment.StoredAt);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static (S3Location Location, string ETag) Name(ArchiveObject segment) => (segment.Location, segment.ETag);

    [LoggerMessage(60, LogLevel.Warning, "{Segment} cannot be indexed: {Reason}")]
    private partial void LogRefused(S3Location segment, string reason);

    [LoggerMessage(61, LogLevel.Warning, "Indexing {Segment} failed: {Error}")]
    private partial void LogFailed(S3Location segment, string error);
}
