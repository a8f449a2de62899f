using System.Security.Cryptography;
using System.Text;
using k8s.Models;
using Onair.Api.ArchiveSplits;
using Onair.Api.Common;
using Onair.Api.MediaProviders.Video;
using Onair.Api.Rules;
using Onair.Api.VideoAssets;
using Onair.Operator.ExternalResources;
using Onair.Operator.Reconciliation;
using Onair.Operator.VideoAssets.Decisions;
using Onair.Operator.VideoServices;
using Onair.VideoActions;
using Onair.VideoActions.Answers;
using Onair.VideoActions.Signing;
using Onair.VideoActions.Templates;

namespace Onair.Operator.VideoAssets;

/// <summary>What one round has learned of a VideoAsset so far.</summary>
internal sealed class VideoAssetRound(VideoAsset asset, VideoAssetView begun, TimeProvider time)
    : ReconcileRound<VideoAsset, VideoAssetView>(asset, begun, time)
{
    public ArchiveSplit? Split { get; init; }

    /// <summary>The section that it is made from; null without one.</summary>
    public SplitSectionStatus? Section =>
        Resource.Spec.Source.ArchiveSplitRef is { Section: var position } ? Split?.Recorded.Sections.ElementAtOrDefault(position) : null;

    public VideoService? Service { get; set; }

    /// <summary>Id of the asset whose deletion, or of the upload whose cancellation the service has accepted.</summary>
    public string? AcceptedEnd { get; set; }

    /// <summary>What is known when a round begins.</summary>
    public static VideoAssetView Begun(VideoAsset asset, OperatorOptions options, bool lookIsDue, DateTimeOffset now) => new()
    {
        Spec = asset.Spec,
        Status = asset.Recorded,
        Now = now,
        Settling = TimeSpan.FromSeconds(options.Video.SettlingSeconds),
        LookIsDue = lookIsDue,
    };

    /// <summary>What was observed belongs to something that is no longer recorded.</summary>
    public void Forget()
    {
        Learn(v => v with
        {
            Found = null,
            Upload = null,
            CancelSent = false,
            Asset = null,
            Inspected = null,
            DeleteSent = false,
            UploadSecret = null,
            NotFoundIsRecorded = false,
        });
        AcceptedEnd = null;
    }

    /// <summary>The values for templates.</summary>
    public TemplateInput Values() => new()
    {
        Resource = Resource.Spec,
        ResourceName = (Resource.Namespace()!, Resource.Metadata.Name!),
        Token = Resource.Recorded is { Creation: not null, Creations: var number } ? CreationToken.Of(Resource.Uid, number ?? 1) : null,
        UploadId = Resource.Recorded.Upload?.Id,
        AssetId = Resource.Recorded.AssetId,
    };

    /// <summary>An upload that was created in this round.</summary>
    public static Seen<UploadAnswer> Created(CreatedUpload upload)
    {
        var own = new CreationToken(TokenOwner.Own);
        return new(new(UploadState.Waiting, upload.Url, null, null), own, Owned<VideoItem>.By(own, VideoItem.Upload, upload.Id));
    }

    /// <summary>What the service answered, and whose it is.</summary>
    public Seen<UploadAnswer> Seen(UploadAnswer answer) =>
        Seen(answer, answer.Token, Service!.Map.Actions.GetUpload?.Token, VideoItem.Upload, Resource.Recorded.Upload!.Id);

    /// <inheritdoc cref="Seen(UploadAnswer)"/>
    public Seen<AssetAnswer> Seen(AssetAnswer answer) =>
        Seen(answer, answer.Token, Service!.Map.Actions.GetAsset.Token, VideoItem.Asset, Resource.Recorded.AssetId!);

    protected override VideoAssetView Declared(VideoAssetView view) => view with
    {
        Uid = Resource.Uid,
        Spec = Resource.Spec,
        Status = Resource.Recorded,
        NewUpload = Annotation(Annotations.NewUpload),
        CancelUpload = Annotation(Annotations.CancelUpload),
        Retry = Annotation(Annotations.Retry),
        SignedFor = SignedFor(),
        CanFind = Service?.Map.Has(Resource.Spec.Source.DirectUpload is null ? VideoAction.FindAsset : VideoAction.FindUpload) == true,
        CanCancel = Service?.Map.Has(VideoAction.CancelUpload) == true,
        CanInspect = Service?.Map.Has(VideoAction.InspectAsset) == true,
        EndIsAccepted = AcceptedEnd is { } id && id == (Resource.Recorded.AssetId ?? Resource.Recorded.Upload?.Id),
        UploadUrl = view.Upload?.Answer?.Url,
    };

    /// <summary>Where the asset is watched, without tokens; null when there is nothing to watch.</summary>
    public ViewUrls? Urls()
    {
        try
        {
            return UrlsOf(Resource.Recorded);
        }
        catch (ActionException e)
        {
            ProviderProblem = new("ActionMap", $"{e.Message}.");
            return null;
        }
    }

    /// <summary>Where an asset with this status is watched.</summary>
    /// <exception cref="ActionException">The action map makes no URL of it.</exception>
    public ViewUrls? UrlsOf(VideoAssetStatus status) =>
        Service is { Map: var map } && status is { AssetId: { } assetId, Playback.Id: { } playbackId } ? map.Urls(Resource.Spec, assetId, playbackId) : null;

    private Seen<T> Seen<T>(T answer, string? token, string? path, VideoItem item, string id)
        where T : class
    {
        var read = CreationToken.Read(token, isReturned: path is not null, Resource.Uid);
        return new(answer, read, Owned<VideoItem>.By(read, item, id));
    }

    // A change of any of it renews the tokens: the key, their lifetime, and what they are for.
    private string? SignedFor()
    {
        if (Resource.Spec.PlaybackPolicy != PlaybackPolicy.Signed || Service is not { SigningKey: { } key, Map: var map } || Urls() is not { } urls) return null;
        var text = new StringBuilder().AppendJoin('\n', key.Id, Resource.Spec.SignedPlayback.TtlSeconds, Resource.Recorded.Playback!.Id, urls.Playback, urls.Thumbnail, urls.Storyboard);
        foreach (var view in new[] { map.Actions.Playback, map.Actions.Thumbnail, map.Actions.Storyboard }.OfType<ViewUrlSpec>())
        {
            text.Append('\n').Append(view.SignedUrl);
            foreach (var (name, claim) in view.Claims.OrderBy(c => c.Key, StringComparer.Ordinal)) text.Append('\n').Append(name).Append('=').Append(claim);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..32];
    }

    protected override IReadOnlyList<Violation> Check() => VideoAssetRules.Check(Resource.Case(Provider, Split));
}
