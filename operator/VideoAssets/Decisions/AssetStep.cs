using Onair.Api.VideoAssets;

namespace Onair.Operator.VideoAssets.Decisions;

/// <summary>What is to be done next about an asset: one side effect, or the end of the round.</summary>
internal abstract record AssetStep
{
    private AssetStep()
    {
    }

    public sealed record AddFinalizer : AssetStep;

    public sealed record RemoveFinalizer : AssetStep;

    /// <summary>Records that something is about to be created, and by which token it is known.</summary>
    public sealed record BeginCreation : AssetStep;

    /// <summary>Looks for what a creation has made whose answer is not known.</summary>
    public sealed record FindCreated : AssetStep;

    /// <summary>Creates the upload, and records its id.</summary>
    public sealed record CreateUpload : AssetStep;

    /// <summary>Creates the asset out of its source, and records its id.</summary>
    public sealed record CreateAsset : AssetStep;

    /// <summary>Records what was found.</summary>
    public sealed record AdoptCreated(string Id) : AssetStep;

    /// <summary>Records that a creation has made nothing.</summary>
    public sealed record ForgetCreation : AssetStep;

    public sealed record GetUpload : AssetStep;

    public sealed record CancelUpload : AssetStep;

    /// <summary>Records that the upload has become an asset.</summary>
    public sealed record RecordAsset(string AssetId) : AssetStep;

    /// <summary>Records that nothing will become of the upload, or the asset.</summary>
    public sealed record RecordEnd(VideoAssetState State, string? Error) : AssetStep;

    /// <summary>Records that it plays, and all that is known of it.</summary>
    public sealed record RecordReady : AssetStep;

    /// <summary>Records that all begins anew, as an annotation wants it.</summary>
    public sealed record StartOver : AssetStep;

    /// <summary>Records annotations that were heeded, or have nothing to do with the state that the asset is in.</summary>
    public sealed record Heed : AssetStep;

    public sealed record GetAsset : AssetStep;

    public sealed record InspectAsset : AssetStep;

    public sealed record DeleteAsset : AssetStep;

    public sealed record LookAtUploadSecret : AssetStep;

    public sealed record WriteUploadSecret(string Url) : AssetStep;

    public sealed record RemoveUploadSecret : AssetStep;

    public sealed record LookAtPlaybackSecret : AssetStep;

    /// <summary>Signs new tokens, and puts them into the Secret.</summary>
    public sealed record WritePlaybackSecret : AssetStep;

    /// <summary>The round ends; something else has to happen first.</summary>
    public sealed record Wait(string Reason, string Message, WaitFor For) : AssetStep;

    /// <summary>The round ends; somebody has to help.</summary>
    public sealed record Stall(string Reason, string Message) : AssetStep;

    /// <summary>The round ends; it plays.</summary>
    public sealed record Settle : AssetStep;
}

/// <summary>What an asset waits for: how soon to look again.</summary>
internal enum WaitFor
{
    /// <summary>Something in the cluster, which wakes the asset by itself.</summary>
    Cluster,

    /// <summary>The service, or a client that uploads to it.</summary>
    Service,

    /// <summary>The moment from which on a lost answer's effect can be seen.</summary>
    Settling,
}
