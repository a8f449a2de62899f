using Onair.Api.Common;
using Onair.Api.VideoAssets;
using Onair.Operator.ExternalResources;
using Onair.Operator.Reconciliation;
using Onair.VideoActions.Answers;

namespace Onair.Operator.VideoAssets.Decisions;

/// <summary>What is declared, recorded and observed of a VideoAsset.</summary>
internal sealed record VideoAssetView : ResourceView
{
    public string Uid { get; init; } = "";

    public required VideoAssetSpec Spec { get; init; }

    public required VideoAssetStatus Status { get; init; }

    /// <summary>The annotation onair.dev/new-upload.</summary>
    public string? NewUpload { get; init; }

    /// <summary>The annotation onair.dev/cancel-upload.</summary>
    public string? CancelUpload { get; init; }

    /// <summary>The annotation onair.dev/retry.</summary>
    public string? Retry { get; init; }

    /// <summary>The service finds what was made with a token.</summary>
    public bool CanFind { get; init; } = true;

    public bool CanCancel { get; init; } = true;

    public bool CanInspect { get; init; } = true;

    /// <summary>Whether the source exists; null for direct uploads.</summary>
    public SourceView? Source { get; init; }

    /// <summary>The creation was recorded in this round, and nothing was sent for it yet.</summary>
    public bool CreationIsFresh { get; init; }

    /// <summary>How long a request whose response was lost may still take effect.</summary>
    public TimeSpan Settling { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>What was found of the creation; null until it was looked for in this round.</summary>
    public IReadOnlyList<string>? Found { get; init; }

    /// <summary>The upload as seen in this round.</summary>
    public Seen<UploadAnswer>? Upload { get; init; }

    /// <summary>The cancellation was asked for in this round.</summary>
    public bool CancelSent { get; init; }

    /// <summary>The asset as seen in this round.</summary>
    public Seen<AssetAnswer>? Asset { get; init; }

    /// <summary>What it consists of, as seen in this round.</summary>
    public MediaStatus? Inspected { get; init; }

    /// <summary>The deletion was asked for in this round.</summary>
    public bool DeleteSent { get; init; }

    /// <summary>The service has accepted the deletion of the asset, or the cancellation of the upload.</summary>
    public bool EndIsAccepted { get; init; }

    /// <summary>That the upload or asset was not found in this round is recorded.</summary>
    public bool NotFoundIsRecorded { get; init; }

    /// <summary>The service could not be asked for the ready asset in this round.</summary>
    public bool LookFailed { get; init; }

    /// <summary>A ready asset is to be looked at again: long not seen, or called back about.</summary>
    public bool LookIsDue { get; init; }

    /// <summary>The asset and playback id that a look has shown to be this VideoAsset's, in this round or an earlier one of this process.</summary>
    public ProvenPlayback? Proven { get; init; }

    /// <summary>The URL to upload to, if the service returned it in this round.</summary>
    public string? UploadUrl { get; init; }

    /// <summary>The Secret for it, as seen in this round.</summary>
    public SecretView? UploadSecret { get; init; }

    /// <summary>The Secret with the tokens, as seen in this round.</summary>
    public SecretView? PlaybackSecret { get; init; }

    /// <summary>What the Secret with the tokens is to be made from: the key, the URLs and the time to live.</summary>
    public string? SignedFor { get; init; }

    public override OutboxStatus? Outbox => Status.Outbox;

    public bool IsDirect => Spec.Source.DirectUpload is not null;

    public bool IsSigned => Spec.PlaybackPolicy == PlaybackPolicy.Signed;

    /// <summary>The asset was not found for so long that it counts as lost. It may turn up again.</summary>
    public bool IsLost => Status is { State: VideoAssetState.Errored, AssetId: not null, NotFound: not null };

    /// <summary>What is recorded to be played, as proven; null when no look has shown it yet.</summary>
    public ProvenPlayback? Playback =>
        Proven is { } proven && proven.Asset.Id == Status.AssetId && proven.PlaybackId == Status.Playback?.Id ? proven : null;

    /// <summary>It has ended without a video.</summary>
    public bool IsOver => Status.State is VideoAssetState.Errored or VideoAssetState.TimedOut or VideoAssetState.Cancelled;
}

/// <summary>What VideoAssets have at a service.</summary>
internal enum VideoItem
{
    Upload,
    Asset,
}

/// <summary>What the service answered about something.</summary>
/// <param name="Answer">Null when it does not exist.</param>
/// <param name="Token">Whose it is.</param>
/// <param name="Own">The proof that it is this VideoAsset's; null when it does not exist, or is not.</param>
internal sealed record Seen<T>(T? Answer, CreationToken? Token = null, Owned<VideoItem>? Own = null)
    where T : class
{
    /// <summary>The same of something that <see cref="DecideProof"/> had nothing to say about.</summary>
    public Owned<VideoItem> Proven => Own ?? throw new InvalidOperationException("no look has shown that this is the VideoAsset's");
}

/// <summary>An asset of the VideoAsset, and what it is played by.</summary>
internal sealed record ProvenPlayback(Owned<VideoItem> Asset, string PlaybackId);

/// <summary>Whether a source can be fetched.</summary>
internal abstract record SourceView
{
    private SourceView()
    {
    }

    public sealed record Ready : SourceView;

    public sealed record Waits(string Reason, string Message) : SourceView;

    public sealed record Wrong(string Reason, string Message) : SourceView;
}

/// <summary>A Secret that the operator writes.</summary>
/// <param name="Problem">Why it cannot be written: it belongs to something else. Null when it can.</param>
/// <param name="For">What it was written for; null when it does not exist.</param>
/// <param name="RenewAt">When it is to be renewed.</param>
internal sealed record SecretView(string? Problem, string? For, DateTimeOffset? RenewAt = null);
