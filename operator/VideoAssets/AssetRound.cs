using System.Security.Cryptography;
using System.Text;
using Onair.Api.ArchiveSplits;
using Onair.Api.Common;
using Onair.Api.MediaProviders;
using Onair.Api.MediaProviders.Video;
using Onair.Api.Rules;
using Onair.Api.VideoAssets;
using Onair.Operator.MediaProviders;
using Onair.Operator.VideoAssets.Decisions;
using Onair.VideoActions;
using Onair.VideoActions.Answers;
using Onair.VideoActions.Requests;
using Onair.VideoActions.Signing;

namespace Onair.Operator.VideoAssets;

/// <summary>What one round of reconciling has learned so far. Lives for the round; nothing of it is truth afterwards.</summary>
internal sealed class AssetRound(VideoAsset asset, OperatorOptions options, TimeProvider time)
{
    private (string? Version, IReadOnlyList<Violation> All)? _violations;

    /// <summary>The asset as last written.</summary>
    public VideoAsset Asset { get; set; } = asset;

    /// <summary>The status when the round began; events tell the way from here.</summary>
    public VideoAssetStatus Before { get; } = asset.Recorded;

    public MediaProvider? Provider { get; init; }

    public ArchiveSplit? Split { get; init; }

    /// <summary>The section that it is made from; null without one.</summary>
    public SplitSectionStatus? Section =>
        Asset.Spec.Source.ArchiveSplitRef is { Section: var position } ? Split?.Recorded.Sections.ElementAtOrDefault(position) : null;

    public VideoService? Service { get; set; }

    public (string Reason, string Message)? ProviderProblem { get; set; }

    public SourceView? Source { get; set; }

    public bool LookIsDue { get; init; }

    public bool CreationIsFresh { get; set; }

    public IReadOnlyList<string>? Found { get; set; }

    public Seen<UploadAnswer>? Upload { get; set; }

    public bool CancelSent { get; set; }

    public Seen<AssetAnswer>? AssetSeen { get; set; }

    public MediaStatus? Inspected { get; set; }

    public bool DeleteSent { get; set; }

    public SecretView? UploadSecret { get; set; }

    public SecretView? PlaybackSecret { get; set; }

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>What was seen belongs to something that is not recorded any more.</summary>
    public void Forget() => (Found, Upload, CancelSent, AssetSeen, Inspected, DeleteSent, UploadSecret) = (null, null, false, null, null, false, null);

    /// <summary>What templates know in this round.</summary>
    public TemplateValues Values() => new()
    {
        Resource = Asset.Spec,
        ResourceName = (Asset.Metadata.Namespace!, Asset.Metadata.Name!),
        Token = Asset.Recorded.Creation?.Token,
        UploadId = Asset.Recorded.Upload?.Id,
        AssetId = Asset.Recorded.AssetId,
    };

    public AssetView View() => new()
    {
        Spec = Asset.Spec,
        Status = Asset.Recorded,
        Now = Now,
        Paused = Annotation(Annotations.Paused) == "true",
        Deleting = Asset.Metadata.DeletionTimestamp is not null,
        HasFinalizer = Asset.Metadata.Finalizers?.Contains(Annotations.Finalizer) == true,
        NewUpload = Annotation(Annotations.NewUpload),
        CancelUpload = Annotation(Annotations.CancelUpload),
        Retry = Annotation(Annotations.Retry),
        Violations = Violations(),
        SignedFor = SignedFor(),
        ProviderProblem = ProviderProblem,
        CanFind = Service?.Map.Has(Asset.Spec.Source.DirectUpload is null ? VideoAction.FindAsset : VideoAction.FindUpload) == true,
        CanCancel = Service?.Map.Has(VideoAction.CancelUpload) == true,
        CanInspect = Service?.Map.Has(VideoAction.InspectAsset) == true,
        Source = Source,
        CreationIsFresh = CreationIsFresh,
        Settling = TimeSpan.FromSeconds(options.Video.SettlingSeconds),
        Found = Found,
        Upload = Upload,
        CancelSent = CancelSent,
        Asset = AssetSeen,
        Inspected = Inspected,
        DeleteSent = DeleteSent,
        LookIsDue = LookIsDue,
        UploadUrl = Upload?.Answer?.Url,
        UploadSecret = UploadSecret,
        PlaybackSecret = PlaybackSecret,
    };

    /// <summary>Where the asset is watched, without tokens; null when there is nothing to watch.</summary>
    public ViewUrls? Urls()
    {
        if (Service is not { Map: var map } || Asset.Recorded is not { AssetId: { } assetId, Playback.Id: { } playbackId }) return null;
        try
        {
            return map.Urls(Asset.Spec, assetId, playbackId);
        }
        catch (ActionException e)
        {
            ProviderProblem = ("ActionMap", $"{e.Message}.");
            return null;
        }
    }

    // Whatever of it changes, the tokens are made anew: the key, how long they live, and what they are for.
    private string? SignedFor()
    {
        if (Asset.Spec.PlaybackPolicy != PlaybackPolicy.Signed || Service is not { SigningKey: { } key, Map: var map } || Urls() is not { } urls) return null;
        var text = new StringBuilder().AppendJoin('\n', key.Id, Asset.Spec.SignedPlayback.TtlSeconds, Asset.Recorded.Playback!.Id, urls.Playback, urls.Thumbnail, urls.Storyboard);
        foreach (var view in new[] { map.Actions.Playback, map.Actions.Thumbnail, map.Actions.Storyboard }.OfType<ViewUrlSpec>())
        {
            text.Append('\n').Append(view.SignedUrl);
            foreach (var (name, claim) in view.Claims.OrderBy(c => c.Key, StringComparer.Ordinal)) text.Append('\n').Append(name).Append('=').Append(claim);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..32];
    }

    private IReadOnlyList<Violation> Violations()
    {
        if (_violations is { } known && known.Version == Asset.Metadata.ResourceVersion) return known.All;
        var all = VideoAssetRules.Check(Asset.Case(Provider, Split));
        _violations = (Asset.Metadata.ResourceVersion, all);
        return all;
    }

    private string? Annotation(string name) => Asset.Metadata.Annotations?.GetValueOrDefault(name);
}
