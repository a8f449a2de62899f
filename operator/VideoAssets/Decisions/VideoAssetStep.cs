using Onair.Api.VideoAssets;
using Onair.Operator.ExternalResources;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.VideoAssets.Decisions;

/// <summary>The steps of a VideoAsset. Each does at most one side effect.</summary>
internal abstract record VideoAssetStep : ReconcileStep
{
    private VideoAssetStep()
    {
    }

    /// <summary>Records that something is about to be created, and the token that identifies it.</summary>
    public sealed record BeginCreation : VideoAssetStep;

    /// <summary>Looks for what a creation has made whose response was lost.</summary>
    public sealed record FindCreated : VideoAssetStep;

    /// <summary>Creates the upload, and records its id.</summary>
    public sealed record CreateUpload : VideoAssetStep;

    /// <summary>Creates the asset from its source, and records its id.</summary>
    public sealed record CreateAsset : VideoAssetStep;

    /// <summary>Records what was found.</summary>
    public sealed record AdoptCreated(string Id) : VideoAssetStep;

    /// <summary>Records that a creation has made nothing.</summary>
    public sealed record ForgetCreation : VideoAssetStep;

    public sealed record GetUpload : VideoAssetStep;

    public sealed record CancelUpload(Owned<VideoItem> Upload) : VideoAssetStep;

    /// <summary>Records that what the status named is another's, and that the VideoAsset's own is to be found by its token.</summary>
    public sealed record LetGo(VideoItem Item, string Id) : VideoAssetStep;

    /// <summary>Records that the upload has become an asset.</summary>
    public sealed record RecordAsset(string AssetId) : VideoAssetStep;

    /// <summary>Records that the upload or the asset has ended without a video.</summary>
    public sealed record RecordEnd(VideoAssetState State, string? Error) : VideoAssetStep;

    /// <summary>Records that the service did not find the upload or the asset.</summary>
    public sealed record RecordNotFound : VideoAssetStep;

    /// <summary>Records that the service finds it again. A lost asset is in preparation until its answer says more.</summary>
    public sealed record RecordFound : VideoAssetStep;

    /// <summary>Records the playback id of an asset whose tokens are to be signed before it counts as ready.</summary>
    public sealed record RecordPlayback : VideoAssetStep;

    /// <summary>Records that it plays, where, and its media.</summary>
    public sealed record RecordReady : VideoAssetStep;

    /// <summary>Records that an annotation asks to start over.</summary>
    public sealed record StartOver : VideoAssetStep;

    /// <summary>Records annotations that were obeyed, or do not apply to the asset's state.</summary>
    public sealed record RecordAnnotations : VideoAssetStep;

    public sealed record GetAsset : VideoAssetStep;

    public sealed record InspectAsset(Owned<VideoItem> Asset) : VideoAssetStep;

    public sealed record DeleteAsset(Owned<VideoItem> Asset) : VideoAssetStep;

    public sealed record LookAtUploadSecret : VideoAssetStep;

    public sealed record WriteUploadSecret(Owned<VideoItem> Upload, string Url) : VideoAssetStep;

    public sealed record RemoveUploadSecret : VideoAssetStep;

    public sealed record LookAtPlaybackSecret : VideoAssetStep;

    /// <summary>Signs new tokens, and puts them into the Secret.</summary>
    public sealed record WritePlaybackSecret(ProvenPlayback Playback) : VideoAssetStep;
}
