using Onair.Api.Common;
using Onair.Api.HlsBroadcasts;
using Onair.Api.Rules;
using Onair.Operator.AwsAccounts;
using Onair.Operator.HlsBroadcasts.Decisions;
using Onair.Operator.HlsBroadcasts.Folders;
using Onair.Operator.HlsBroadcasts.Status;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.HlsBroadcasts;

/// <summary>What one round has learned of an HlsBroadcast so far.</summary>
internal sealed class HlsBroadcastRound(HlsBroadcast broadcast, HlsBroadcastView begun, TimeProvider time)
    : ReconcileRound<HlsBroadcast, HlsBroadcastView>(broadcast, begun, time)
{
    public ProviderAccount? Account { get; set; }

    /// <summary>The other broadcasts of the cluster.</summary>
    public IReadOnlyList<HlsBroadcast> Others { get; init; } = [];

    /// <summary>Domain of the provider's distribution, as asked in this round.</summary>
    public string? Domain { get; set; }

    /// <summary>The folder as recorded; null before the first start, and while nothing proves whose it is.</summary>
    public OwnedFolder? Folder => OwnedFolder.Of(Resource.Recorded.Folder, Resource.Uid);

    /// <summary>The folder with its playlists, and the account's S3.</summary>
    public BroadcastFolder InS3 => new(Account!, Folder!, Resource.Spec.Playlist);

    /// <summary>The role and the folder that spec and provider declare; null while these do not.</summary>
    public BroadcastTarget? Target => Provider?.Spec.Aws?.HlsBroadcast is { } hls
        ? new(Provider.Metadata.Name!, hls.RoleArn, new(Resource.Spec.Bucket ?? hls.Buckets[0], Resource.DeclaredPath)) : null;

    /// <summary>The stop has to be carried out, whatever else waits.</summary>
    public static bool MustStop(HlsBroadcast broadcast) =>
        broadcast.Recorded is { StartedAt: not null, StoppedAt: null }
        && (broadcast.Metadata.DeletionTimestamp is not null || broadcast.Spec.State == HlsBroadcastState.Stopped || broadcast.Recorded.StoppingAt is not null);

    /// <summary>What is known when a round begins.</summary>
    public static HlsBroadcastView Begun(HlsBroadcast broadcast, DateTimeOffset now) =>
        new() { Uid = broadcast.Uid, Spec = broadcast.Spec, Status = broadcast.Recorded, SecretName = broadcast.SecretName, Now = now };

    /// <summary>The playlist that viewers open; null while it is not known.</summary>
    public string? Url()
    {
        if (Folder is not { } folder || Account?.Aws is not { } aws) return null;
        var root = !Resource.Spec.Distribution.Live ? Account.S3Url(folder.Bucket).AbsoluteUri
            : aws.DistributionUrl ?? (Domain is null ? null : $"https://{Domain}");
        return root is null ? null : $"{root.TrimEnd('/')}/{folder.Key}/{Resource.Spec.Playlist}";
    }

    protected override HlsBroadcastView Declared(HlsBroadcastView view) => view with
    {
        Spec = Resource.Spec,
        Status = Resource.Recorded,
        FolderIsOwn = Resource.Recorded.Folder is null || Folder is not null,
        CanClaim = OwnedFolder.Of(Target?.Folder.ToString(), Resource.Uid) is not null,
        BucketProblem = BucketProblem(),
        SecretName = Resource.SecretName,
        Renew = Annotation(Annotations.Renew),
        NeedsDomain = Resource.Spec.Distribution.Live && Account?.Aws is { DistributionUrl: null, DistributionId: not null } && Domain is null && !IsPublished,
    };

    // The bucket is recorded, because the first one of the provider may become another. What it says gives no rights that the provider does not give.
    private string? BucketProblem() =>
        Folder is { } folder && Provider?.Spec.Aws?.HlsBroadcast is { } hls && !hls.Buckets.Contains(folder.Bucket)
            ? $"status.folder: bucket \"{folder.Bucket}\" must be one of spec.aws.hlsBroadcast.buckets of MediaProvider \"{Provider.Metadata.Name}\". Add it there, or create another HlsBroadcast."
            : null;

    private bool IsPublished => Resource.Recorded.Playback?.Url is not null && Resource.Recorded.ObservedGeneration == Resource.Metadata.Generation;

    // A provider whose account cannot be used does not say what it allows.
    protected override IReadOnlyList<Violation> Check() => HlsBroadcastRules.Check(Resource.Case(Account is null ? null : Provider, Others));
}
