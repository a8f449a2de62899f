using Amazon.S3.Model;
using Microsoft.Extensions.Caching.Memory;
using Onair.Operator.AwsAccounts;
using Onair.Recordings.Index;
using Onair.Recordings.Sessions;

namespace Onair.Operator.Archives;

/// <summary>Reads archives: the list of segments, and the index or the outline of each. What is missing is made in the background.</summary>
internal sealed class ArchiveReader(ArchiveIndexer indexer) : IDisposable
{
    // The index of a 300 s segment takes about 10 kB of memory.
    private readonly MemoryCache _indexes = new(new MemoryCacheOptions { SizeLimit = 5_000 });

    private static readonly TimeSpan OutdatedFor = TimeSpan.FromMinutes(5);

    private readonly MemoryCache _outdated = new(new MemoryCacheOptions { SizeLimit = 50_000 });

    /// <summary>The archive as it is now. Segments without an index are placed by their outlines.</summary>
    /// <param name="account">The account that has it.</param>
    /// <param name="folder">The session's folder.</param>
    /// <param name="after">Segments that were stored until then belong to another session; null for none.</param>
    /// <param name="until">Segments that were stored after it belong to another session; null for none.</param>
    /// <param name="cancellationToken">Cancels the look.</param>
    public async Task<ArchiveView> LookAsync(
        ProviderAccount account, S3Location folder, DateTimeOffset? after, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        var (listed, indexed) = await ListAsync(account, folder, key => ArchiveObject.Parse(folder, key), cancellationToken);
        return await ViewAsync(account, listed.Where(s => !(s.StoredAt <= after) && !(s.StoredAt > until)), indexed, cancellationToken);
    }

    /// <summary>What an encoder uploaded to the folder of a broadcast, as it is now.</summary>
    /// <param name="account">The account that has it.</param>
    /// <param name="folder">The broadcast's folder.</param>
    /// <param name="playlist">The playlist that viewers open.</param>
    /// <param name="cancellationToken">Cancels the look.</param>
    public async Task<ArchiveView> LookAtBroadcastAsync(ProviderAccount account, S3Location folder, string playlist, CancellationToken cancellationToken)
    {
        if (await BroadcastPlaylist.ReadAsync(account, folder, playlist, cancellationToken) is not { } read) return ArchiveView.Of([], [], []);
        if (read.Obstacle is { } obstacle) return ArchiveView.Of([], [], [obstacle]);
        var (listed, indexed) = await ListAsync(account, folder, read.Place, cancellationToken);
        return await ViewAsync(account, listed, indexed, cancellationToken);
    }

    private async Task<ArchiveView> ViewAsync(
        ProviderAccount account, IEnumerable<ArchiveObject> segments, HashSet<string> indexed, CancellationToken cancellationToken)
    {
        List<(ArchiveObject Segment, SegmentIndex Index)> known = [];
        List<ArchiveObject> unknown = [];
        List<string> unreadable = [];
        var hasForeign = false;
        foreach (var segment in segments)
        {
            var index = await FindAsync(account, segment, indexed.Contains(SegmentIndex.KeyOf(segment.Location.Key)), cancellationToken);
            if (index is not { HasGops: true } && indexer.Refusal(segment) is { } refusal)
            {
                unreadable.Add($"{Path.GetFileName(segment.Location.Key)}: {refusal.Reason}");
                hasForeign |= refusal.IsForeign;
            }
            else if (index is not null) known.Add((segment, index));
            else unknown.Add(segment);
        }

        foreach (var segment in unknown) indexer.Ask(account, segment, whole: false);
        return ArchiveView.Of(known, unknown, unreadable) with { HasForeign = hasForeign };
    }

    /// <summary>Has segments indexed that a section needs.</summary>
    public void Index(ProviderAccount account, S3Location folder, IEnumerable<RecordedSegment> segments)
    {
        foreach (var segment in segments)
        {
            var (key, index) = (segment.Key, segment.Index);
            indexer.Ask(account, new(segment.Pipeline, segment.Name, folder with { Key = key }, index.ETag, index.Bytes, index.StoredAt), whole: true);
        }
    }

    /// <summary>Has all segments indexed, before a section needs them.</summary>
    public async Task IndexAllAsync(ProviderAccount account, S3Location folder, CancellationToken cancellationToken)
    {
        var (segments, keys) = await ListAsync(account, folder, key => ArchiveObject.Parse(folder, key), cancellationToken);
        foreach (var segment in segments.Where(s => !keys.Contains(SegmentIndex.KeyOf(s.Location.Key)) && indexer.Refusal(s) is null))
            indexer.Ask(account, segment, whole: true);
    }

    public void Dispose()
    {
        _indexes.Dispose();
        _outdated.Dispose();
    }

    private static async Task<(IReadOnlyList<ArchiveObject> Segments, HashSet<string> Keys)> ListAsync(
        ProviderAccount account, S3Location folder, Func<string, (string Pipeline, SegmentName Name)?> place, CancellationToken cancellationToken)
    {
        List<ArchiveObject> segments = [];
        HashSet<string> keys = new(StringComparer.Ordinal);
        var request = new ListObjectsV2Request { BucketName = folder.Bucket, Prefix = $"{folder.Key}/" };
        do
        {
            var page = await account.S3.CallAsync("ListObjectsV2", (s3, c) => s3.ListObjectsV2Async(request, c), cancellationToken);
            foreach (var found in page.S3Objects ?? [])
            {
                keys.Add(found.Key);
                if (place(found.Key) is var (pipeline, name))
                    segments.Add(new(
                        pipeline, name, folder with { Key = found.Key }, found.ETag, found.Size ?? 0,
                        new DateTimeOffset(found.LastModified!.Value.ToUniversalTime())));
            }

            request.ContinuationToken = page.NextContinuationToken;
        }
        while (request.ContinuationToken is not null);
        return (segments, keys);
    }

    private async Task<SegmentIndex?> FindAsync(ProviderAccount account, ArchiveObject segment, bool isStored, CancellationToken cancellationToken)
    {
        var name = (segment.Location, segment.ETag);
        if (_indexes.TryGetValue(name, out SegmentIndex? known) && known!.HasGops) return known;
        var index = indexer.Made(segment);
        if (index is not { HasGops: true } && isStored && !_outdated.TryGetValue(name, out _))
        {
            var stored = await IndexStore.ReadAsync(account, segment, cancellationToken);
            // Of a former version: it is made again when a section needs it, and not read at every look until then.
            if (stored is null) _outdated.Set(name, true, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = OutdatedFor });
            index = stored ?? index;
        }

        index ??= known;
        return index is null ? null : _indexes.Set(name, index, new MemoryCacheEntryOptions { Size = 1 });
    }
}
