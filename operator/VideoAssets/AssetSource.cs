using System.Net.Sockets;
using k8s.Models;
using Onair.Api.ArchiveSplits;
using Onair.Api.MediaProviders;
using Onair.Api.VideoAssets;
using Onair.Guard;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.Resources;
using Onair.Operator.AwsAccounts;
using Onair.Operator.ProviderAccess;
using Onair.Operator.VideoAssets.Decisions;

namespace Onair.Operator.VideoAssets;

/// <summary>What the service is to fetch: the URL that is declared, or the MP4 of a section.</summary>
internal sealed class AssetSource(
    Informer<ArchiveSplit> splits, Informer<MediaProvider> providers, ProviderAccountCache accounts, OperatorOptions options, TimeProvider time)
{
    /// <summary>Whether it can be fetched; null for direct uploads.</summary>
    public static async Task<SourceView?> LookAsync(VideoAssetRound round, CancellationToken cancellationToken)
    {
        var source = round.Resource.Spec.Source;
        if (source.ArchiveSplitRef is not null) return OfSection(round.Split, source.ArchiveSplitRef.Name, source.ArchiveSplitRef.Section);
        // What is no URL, the rules say.
        return Uri.TryCreate(source.Url, UriKind.Absolute, out var url) ? await OfUrlAsync(url, round.Provider, cancellationToken) : null;
    }

    /// <summary>Its URL. Whoever has that of a section can read it for some hours: never logged.</summary>
    public async Task<string> UrlAsync(VideoAssetRound round, CancellationToken cancellationToken)
    {
        if (round.Resource.Spec.Source.Url is { } url) return url;
        var (split, position) = (round.Split!, round.Resource.Spec.Source.ArchiveSplitRef!.Section);
        var provider = providers.GetReadable(new NamespacedName(null, split.Recorded.Provider!))
            ?? throw new CredentialsException($"MediaProvider \"{split.Recorded.Provider}\", whose account has the section, does not exist or cannot be read");
        if (!provider.Spec.Allows(split.Namespace()))
            throw new SectionNotProvenException($"spec.source.archiveSplitRef.name: MediaProvider \"{split.Recorded.Provider}\", which the status of ArchiveSplit \"{split.Metadata.Name}\" names, does not include this namespace in its spec.namespaces. Add it there.");
        var account = await accounts.GetAsync(provider, cancellationToken);
        var section = await OwnedSection.LookAsync(account, split, position, cancellationToken)
            ?? throw new SectionNotProvenException($"spec.source.archiveSplitRef.section: nothing in S3 proves that \"{split.Recorded.Sections[position].OutputUrl}\" is section {position} of ArchiveSplit \"{split.Metadata.Name}\". Create another ArchiveSplit.");
        // As it was signed, to the letter.
        return (await new UrlSigner(account, time.GetUtcNow().AddSeconds(options.Video.SectionUrlSeconds)).GetAsync(section.Video)).OriginalString;
    }

    /// <summary>The ArchiveSplit that an asset names; null without one, or when it does not exist.</summary>
    public ArchiveSplit? SplitOf(VideoAsset asset) =>
        asset.Spec.Source.ArchiveSplitRef is { } reference ? splits.Get(new NamespacedName(asset.Namespace(), reference.Name)) : null;

    private static SourceView OfSection(ArchiveSplit? split, string name, int position)
    {
        if (split is null)
            return new SourceView.Waits("SplitMissing", $"spec.source.archiveSplitRef.name: Not found: \"{name}\": no ArchiveSplit has this name.");
        // Its sections are recorded with the first look at it; that there is none of this number then, the rules say.
        return split.Recorded.Sections.ElementAtOrDefault(position) switch
        {
            { State: SplitSectionState.Completed, OutputUrl: not null } => new SourceView.Ready(),
            { State: SplitSectionState.Failed } failed => new SourceView.Wrong("SectionFailed", $"Section {position} of ArchiveSplit \"{name}\" failed: {failed.Message}"),
            _ => new SourceView.Waits("WaitingForSection", $"Section {position} of ArchiveSplit \"{name}\" is not cut yet."),
        };
    }

    // The service fetches it, not this process. But a service in our network must not be made to fetch from there either.
    private static async Task<SourceView> OfUrlAsync(Uri url, MediaProvider? provider, CancellationToken cancellationToken)
    {
        var rules = new AddressRules(provider?.Spec.Video?.AllowedSourceCidrs ?? []);
        var host = url.DnsSafeHost;
        try
        {
            await GuardedDns.ResolveAsync(host, rules, cancellationToken: cancellationToken);
            return new SourceView.Ready();
        }
        catch (AddressRefusedException e)
        {
            return new SourceView.Wrong("SourceRefused", $"spec.source.url: {e.Message}; spec.video.allowedSourceCidrs of MediaProvider \"{provider?.Metadata.Name}\" can allow private addresses.");
        }
        catch (SocketException e)
        {
            return new SourceView.Waits("SourceUnknown", $"spec.source.url: host \"{host}\" cannot be resolved ({e.SocketErrorCode}).");
        }
    }
}
