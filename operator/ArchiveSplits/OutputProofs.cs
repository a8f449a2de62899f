using Microsoft.Extensions.Caching.Memory;

namespace Onair.Operator.ArchiveSplits;

/// <summary>Looks in S3 for the proof that a split's recording is its own, once its source no longer lists the session.</summary>
internal sealed class OutputProofs : IDisposable
{
    // A split without its source is not looked up again in each round.
    private readonly MemoryCache _proven = new(new MemoryCacheOptions { SizeLimit = 20_000 });

    /// <summary>The proven recording; null when no output of the split is beside it.</summary>
    public async Task<OwnedArchive?> LookAsync(ArchiveSplitRound round, CancellationToken cancellationToken)
    {
        var (split, recorded) = (round.Resource, round.Resource.Recorded);
        var key = (split.Uid, recorded.ArchivePath, recorded.OutputPath);
        if (_proven.TryGetValue(key, out OwnedArchive? known)) return known;
        if (recorded.OutputPath is null) return null;
        foreach (var section in recorded.Sections.Where(s => s.Attempts is not null))
        {
            var owner = await SectionOutputStore.OwnerAsync(round.Work(section.Position), cancellationToken);
            if (OwnedArchive.Of(split, [owner]) is not { } proven) continue;
            _proven.Set(key, proven, new MemoryCacheEntryOptions { Size = 1 });
            return proven;
        }

        return null;
    }

    public void Dispose() => _proven.Dispose();
}
