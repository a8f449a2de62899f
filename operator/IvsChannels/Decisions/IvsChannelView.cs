using Onair.Api.Common;
using Onair.Api.IvsChannels;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.IvsChannels.Decisions;

/// <summary>What is declared, recorded and observed of an IvsChannel. What was not looked at yet is null; the decision then is to look.</summary>
internal sealed record IvsChannelView : ResourceView
{
    public required string Uid { get; init; }

    public required IvsChannelSpec Spec { get; init; }

    public required IvsChannelStatus Status { get; init; }

    /// <summary>The channel's name in IVS.</summary>
    public string ChannelName { get; init; } = "";

    /// <summary>The provider's bucket for recordings.</summary>
    public string ArchiveBucket { get; init; } = "";

    /// <summary>The annotation onair.dev/observe-only.</summary>
    public bool ObserveOnly { get; init; }

    /// <summary>ARNs of the annotation onair.dev/adopt, by the names of status.resources.</summary>
    public IReadOnlyDictionary<string, string> AdoptArns { get; init; } = new Dictionary<string, string>();

    /// <summary>Look at every resource: the spec changed, something is unfinished, or the drift check is due.</summary>
    public bool LookAtAll { get; init; }

    public IReadOnlyDictionary<IvsResource, ObservedIvs> Observed { get; init; } = new Dictionary<IvsResource, ObservedIvs>();

    /// <summary>What is live; null before it was asked for.</summary>
    public SeenStream? Stream { get; init; }

    /// <summary>The end of the stream was asked for in this round.</summary>
    public bool StopSent { get; init; }

    /// <summary>IVS has refused an update in this round, because the channel is live.</summary>
    public bool UpdateRefused { get; init; }

    /// <summary>The Secret with the stream key.</summary>
    public KeySecretView Secret { get; init; } = KeySecretView.Unknown;

    /// <summary>
    /// When the last attempt at the recorded creation ended; the start of this process for an attempt of its predecessor. Null when
    /// nothing can have been created by it.
    /// </summary>
    public DateTimeOffset? AttemptEnded { get; init; }

    /// <summary>How long a read in AWS may lag behind a write.</summary>
    public TimeSpan Lag { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>What was created or updated in this round. A look that does not show it yet must not repeat it.</summary>
    public IReadOnlySet<IvsResource> Changed { get; init; } = new HashSet<IvsResource>();

    /// <summary>The ARNs that AWS has accepted the deletion of, or denied to have: a write is the proof that a read is not.</summary>
    public IReadOnlySet<string> Deleted { get; init; } = new HashSet<string>();

    /// <summary>The ARNs whose tags were written or removed in this round.</summary>
    public IReadOnlySet<string> Tagged { get; init; } = new HashSet<string>();

    /// <summary>The missing resource was counted in this round.</summary>
    public bool MissingIsCounted { get; init; }

    /// <summary>When to try again to make a recording configuration that has failed; null when none has.</summary>
    public DateTimeOffset? RecordingRetryAt { get; init; }

    public override OutboxStatus? Outbox => Status.Outbox;

    /// <summary>The recording configuration that is declared; null without recording.</summary>
    public RecordingSettings? DeclaredRecording => RecordingSettings.Declared(Spec.Recording, ArchiveBucket);

    /// <summary>The channel that is declared.</summary>
    public ChannelSettings DeclaredChannel => ChannelSettings.Declared(Spec, ChannelName, Status.Resources.RecordingConfigurationArn);

    /// <summary>The recording configuration before an edit.</summary>
    public string? Former => Status.Resources.FormerRecordingConfigurationArn;

    /// <summary>What was found of a resource in this round; null before it was looked at.</summary>
    public ObservedIvs? Found(IvsResource kind) => Observed.GetValueOrDefault(kind);

    public string? RecordedArn(IvsResource kind) => kind.ArnIn(Status.Resources);

    public string? Adopt(IvsResource kind) => AdoptArns.GetValueOrDefault(kind.StatusField());

    /// <summary>Whether a creation of this kind was begun and its result is not recorded.</summary>
    public bool IsCreating(IvsResource kind) => Status.Resources.Creating?.Resource == kind.ToString();

    /// <summary>Whether what the recorded creation made may still appear: the request can take effect late, and reads lag behind it.</summary>
    public bool MayAppear => AttemptEnded is { } ended && Now - ended < DecideIvsChannel.CallTimeout + Lag;

    /// <summary>The fields of the channel that IVS has otherwise; empty before the channel was looked at.</summary>
    public IReadOnlyList<string> Differences =>
        Found(IvsResource.Channel)?.Channel is { } actual ? DeclaredChannel.Differences(actual) : [];
}

/// <summary>What is known of the Secret with the stream key; never what is in it.</summary>
/// <param name="IsKnown">It was looked at.</param>
/// <param name="Problem">Why it cannot be written; null when it can.</param>
/// <param name="KeyArn">The stream key that it holds; null when it does not exist or is incomplete.</param>
internal sealed record KeySecretView(bool IsKnown, string? Problem = null, string? KeyArn = null)
{
    public static KeySecretView Unknown { get; } = new(false);
}
