using Onair.Api.Rules;
using Onair.Api.VideoAssets;
using Onair.VideoActions.Answers;

namespace Onair.Operator.VideoAssets.Decisions;

/// <summary>All that is known of an asset: what is declared, recorded and seen in this round.</summary>
internal sealed record AssetView
{
    public required VideoAssetSpec Spec { get; init; }

    public required VideoAssetStatus Status { get; init; }

    public required DateTimeOffset Now { get; init; }

    public bool Paused { get; init; }

    public bool Deleting { get; init; }

    public bool HasFinalizer { get; init; }

    /// <summary>The annotation onair.dev/new-upload.</summary>
    public string? NewUpload { get; init; }

    /// <summary>The annotation onair.dev/cancel-upload.</summary>
    public string? CancelUpload { get; init; }

    /// <summary>The annotation onair.dev/retry.</summary>
    public string? Retry { get; init; }

    public IReadOnlyList<Violation> Violations { get; init; } = [];

    /// <summary>Why the service cannot be asked; null when it can.</summary>
    public (string Reason, string Message)? ProviderProblem { get; init; }

    /// <summary>The service finds what was made with a token.</summary>
    public bool CanFind { get; init; } = true;

    public bool CanCancel { get; init; } = true;

    public bool CanInspect { get; init; } = true;

    /// <summary>Whether the source is there; null for direct uploads.</summary>
    public SourceView? Source { get; init; }

    /// <summary>The creation was recorded in this round, and nothing was sent for it yet.</summary>
    public bool CreationIsFresh { get; init; }

    /// <summary>How long the effect of a request may take whose answer is not known.</summary>
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

    /// <summary>A ready asset is to be looked at again: long not seen, or called back about.</summary>
    public bool LookIsDue { get; init; }

    /// <summary>The URL to upload to, where the service told it in this round.</summary>
    public string? UploadUrl { get; init; }

    /// <summary>The Secret for it, as seen in this round.</summary>
    public SecretView? UploadSecret { get; init; }

    /// <summary>The Secret with the tokens, as seen in this round.</summary>
    public SecretView? PlaybackSecret { get; init; }

    /// <summary>What the Secret with the tokens is to be made from: the key, the URLs and the time to live.</summary>
    public string? SignedFor { get; init; }

    public bool IsDirect => Spec.Source.DirectUpload is not null;

    public bool IsSigned => Spec.PlaybackPolicy == PlaybackPolicy.Signed;

    /// <summary>Nothing will become of it as it is.</summary>
    public bool IsOver => Status.State is VideoAssetState.Errored or VideoAssetState.TimedOut or VideoAssetState.Cancelled;
}

/// <summary>What the service said of something.</summary>
/// <param name="Answer">Null: it is not there.</param>
internal sealed record Seen<T>(T? Answer)
    where T : class;

/// <summary>Whether a source is there to be fetched.</summary>
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
/// <param name="Problem">Why it cannot be written: it is somebody else's. Null when it can.</param>
/// <param name="For">What it was written for; null when it is not there.</param>
/// <param name="RenewAt">When it is to be written anew.</param>
internal sealed record SecretView(string? Problem, string? For, DateTimeOffset? RenewAt = null);
