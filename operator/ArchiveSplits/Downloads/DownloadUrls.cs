using Microsoft.Extensions.Caching.Memory;
using Onair.Api.ArchiveSplits;
using Onair.Operator.ArchiveSplits.Engines;
using Onair.Operator.AwsAccounts;

namespace Onair.Operator.ArchiveSplits.Downloads;

/// <summary>
/// Signs the URLs of a split's MP4s. The status names the folder, but anybody who may edit a status could have written that. What proves that a
/// file is the split's is the uid in the metadata of the playlist beside it, which is in S3.
/// </summary>
internal sealed class DownloadUrls(TimeProvider time) : IDisposable
{
    // A Secret holds at most 1 MiB. A URL that a session signs has up to 2 kB, and a split has up to 500 sections.
    private const int MostBytes = 1_000_000;

    // The files whose owner this process has seen: a split that grows section by section is not looked up again from the beginning.
    private readonly MemoryCache _proven = new(new MemoryCacheOptions { SizeLimit = 20_000 });

    /// <summary>The URLs of the completed sections.</summary>
    public async Task<SignedDownloads> SignAsync(ArchiveSplitRound round, CancellationToken cancellationToken)
    {
        var account = round.Account!;
        var expires = await SignatureLife.EndAsync(account.Credentials, time.GetUtcNow());
        var (signer, urls, left) = (new UrlSigner(account, expires), new Dictionary<string, string?>(StringComparer.Ordinal), MostBytes);
        foreach (var section in round.Resource.Recorded.Sections.Where(s => s.State == SplitSectionState.Completed))
        {
            var work = round.Work(section.Position);
            var url = await IsOursAsync(work, cancellationToken) ? (await signer.GetAsync(work.Output)).OriginalString : null;
            if (url?.Length > left) url = null;
            left -= url?.Length ?? 0;
            urls[work.OutputName] = url;
        }

        return new(urls, expires);
    }

    public void Dispose() => _proven.Dispose();

    private async Task<bool> IsOursAsync(SectionWork work, CancellationToken cancellationToken)
    {
        var name = (work.Split.Uid, work.Output);
        if (_proven.TryGetValue(name, out _)) return true;
        if (!await SectionOutputStore.IsOursAsync(work, cancellationToken)) return false;
        _proven.Set(name, true, new MemoryCacheEntryOptions { Size = 1 });
        return true;
    }
}
