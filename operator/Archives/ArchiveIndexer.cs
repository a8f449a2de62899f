using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Caching.Memory;
using Onair.Kubernetes.LeaderElection;
using Onair.Operator.AwsAccounts;
using Onair.Recordings.Index;

namespace Onair.Operator.Archives;

/// <summary>
/// Reads the segments that somebody needs: the whole of one for its index, which is stored next to it for later cuts, or its two ends
/// for its outline. A few at a time for each provider, so that a slow one delays no other.
/// </summary>
internal sealed partial class ArchiveIndexer(ILogger<ArchiveIndexer> logger) : ILeaderTask, IDisposable
{
    private const int AtOnce = 2;

    private readonly Channel<Asked> _asked = Channel.CreateUnbounded<Asked>();
    private readonly ConcurrentDictionary<(S3Location, string, bool), bool> _pending = [];
    private readonly ConditionalWeakTable<ProviderAccount, SemaphoreSlim> _turns = [];
    private readonly MemoryCache _made = new(new MemoryCacheOptions { SizeLimit = 5_000 });
    private readonly MemoryCache _refused = new(new MemoryCacheOptions { SizeLimit = 1_000 });

    /// <summary>Queues a segment unless it is queued already.</summary>
    /// <param name="account">The account that has it.</param>
    /// <param name="segment">The segment.</param>
    /// <param name="whole">For its index, not only its outline.</param>
    public void Ask(ProviderAccount account, ArchiveObject segment, bool whole)
    {
        var asked = new Asked(account, segment, whole);
        if (_pending.TryAdd(asked.Name, true)) _asked.Writer.TryWrite(asked);
    }

    /// <summary>The index or the outline of a segment that this process read recently; null otherwise.</summary>
    public SegmentIndex? Made(ArchiveObject segment) => _made.Get<SegmentIndex>(Name(segment));

    /// <summary>Why a segment cannot be indexed; null when no reason is known.</summary>
    public SegmentRefusal? Refusal(ArchiveObject segment) => _refused.Get<SegmentRefusal>(Name(segment));

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        List<Task> running = [];
        try
        {
            await foreach (var asked in _asked.Reader.ReadAllAsync(cancellationToken))
            {
                running.RemoveAll(t => t.IsCompleted);
                running.Add(WorkAsync(asked, cancellationToken));
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Another replica leads now.
        }

        await Task.WhenAll(running);
    }

    public void Dispose()
    {
        _made.Dispose();
        _refused.Dispose();
    }

    private async Task WorkAsync(Asked asked, CancellationToken cancellationToken)
    {
        var turn = _turns.GetValue(asked.Account, _ => new(AtOnce));
        try
        {
            await turn.WaitAsync(cancellationToken);
            try
            {
                await TryReadAsync(asked, cancellationToken);
            }
            finally
            {
                turn.Release();
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Another replica leads now.
        }
        finally
        {
            _pending.TryRemove(asked.Name, out _);
        }
    }

    private async Task TryReadAsync(Asked asked, CancellationToken cancellationToken)
    {
        var segment = asked.Segment;
        try
        {
            var index = asked.Whole ? null : await SegmentReader.OutlineAsync(asked.Account, segment, cancellationToken);
            index ??= await IndexAsync(asked.Account, segment, cancellationToken);
            _made.Set(Name(segment), index, new MemoryCacheEntryOptions { Size = 1 });
        }
        catch (InvalidRecordingException e)
        {
            LogRefused(segment.Location, e.Message);
            _refused.Set(Name(segment), new SegmentRefusal(e.Message, e.IsForeign), new MemoryCacheEntryOptions { Size = 1 });
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested) // S3 may be unavailable; whoever needs the segment asks again
        {
            LogFailed(segment.Location, e.Message);
        }
    }

    private static async Task<SegmentIndex> IndexAsync(ProviderAccount account, ArchiveObject segment, CancellationToken cancellationToken)
    {
        var index = await SegmentReader.IndexAsync(account, segment, cancellationToken);
        await IndexStore.WriteAsync(account, segment, index, cancellationToken);
        ArchiveMetrics.Indexed();
        return index;
    }

    private static (S3Location Location, string ETag) Name(ArchiveObject segment) => (segment.Location, segment.ETag);

    private sealed record Asked(ProviderAccount Account, ArchiveObject Segment, bool Whole)
    {
        public (S3Location, string, bool) Name => (Segment.Location, Segment.ETag, Whole);
    }
}
