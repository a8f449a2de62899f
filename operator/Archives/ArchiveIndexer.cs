using System.Buffers;
using System.Collections.Concurrent;
using System.Threading.Channels;
using Amazon.S3.Model;
using Microsoft.Extensions.Caching.Memory;
using Onair.Kubernetes;
using Onair.Operator.MediaProviders;
using Onair.Recordings.Index;

namespace Onair.Operator.Archives;

/// <summary>
/// Reads each segment once, as it arrives, and stores its index next to it for later cuts. Few at a time and streamed, because
/// a segment has a hundred megabytes.
/// </summary>
internal sealed partial class ArchiveIndexer(ILogger<ArchiveIndexer> logger) : ILeaderTask, IDisposable
{
    private const int AtOnce = 2;
    private const int BufferBytes = 256 * 1024;

    private readonly Channel<(ProviderAccount Account, ArchiveObject Segment)> _asked = Channel.CreateUnbounded<(ProviderAccount, ArchiveObject)>();
    private readonly ConcurrentDictionary<(S3Location, string), bool> _pending = [];
    private readonly MemoryCache _made = new(new MemoryCacheOptions { SizeLimit = 1_000 });
    private readonly MemoryCache _refused = new(new MemoryCacheOptions { SizeLimit = 1_000 });

    /// <summary>Queues a segment for indexing unless it is queued already.</summary>
    public void Ask(ProviderAccount account, ArchiveObject segment)
    {
        if (_pending.TryAdd(Name(segment), true)) _asked.Writer.TryWrite((account, segment));
    }

    /// <summary>The index of a segment that this process indexed recently; null otherwise.</summary>
    public SegmentIndex? Made(ArchiveObject segment) => _made.Get<SegmentIndex>(Name(segment));

    /// <summary>Why a segment cannot be indexed; null when no reason is known.</summary>
    public string? Refusal(ArchiveObject segment) => _refused.Get<string>(Name(segment));

    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => WorkAsync(cancellationToken)));

    public void Dispose()
    {
        _made.Dispose();
        _refused.Dispose();
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var (account, segment) in _asked.Reader.ReadAllAsync(cancellationToken)) await TryIndexAsync(account, segment, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Another replica leads now.
        }
    }

    private async Task TryIndexAsync(ProviderAccount account, ArchiveObject segment, CancellationToken cancellationToken)
    {
        try
        {
            var index = await IndexAsync(account, segment, cancellationToken);
            await IndexStore.WriteAsync(account, segment, index, cancellationToken);
            _made.Set(Name(segment), index, new MemoryCacheEntryOptions { Size = 1 });
            ArchiveMetrics.Indexed(segment.Bytes);
        }
        catch (InvalidRecordingException e)
        {
            LogRefused(segment.Location, e.Message);
            _refused.Set(Name(segment), e.Message, new MemoryCacheEntryOptions { Size = 1 });
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested) // S3 may be unavailable; whoever needs the segment asks again
        {
            LogFailed(segment.Location, e.Message);
        }
        finally
        {
            _pending.TryRemove(Name(segment), out _);
        }
    }

    private static async Task<SegmentIndex> IndexAsync(ProviderAccount account, ArchiveObject segment, CancellationToken cancellationToken)
    {
        var request = new GetObjectRequest { BucketName = segment.Location.Bucket, Key = segment.Location.Key, EtagToMatch = segment.ETag };
        using var stored = await account.S3Async("GetObject", (s3, c) => s3.GetObjectAsync(request, c), cancellationToken);
        var indexer = new GopIndexer();
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            while (await stored.ResponseStream.ReadAsync(buffer, cancellationToken) is > 0 and var read) indexer.Append(buffer.AsSpan(0, read));
            return indexer.Complete(segment.ETag, segment.StoredAt);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static (S3Location Location, string ETag) Name(ArchiveObject segment) => (segment.Location, segment.ETag);
}
