using Onair.Api;
using Onair.Api.Common;
using Onair.Api.IvsChannels;
using Onair.Operator.ExternalResources;

namespace Onair.Operator.IvsChannels.Decisions;

/// <summary>What is declared, recorded and observed of an IvsChannel. What was not looked at yet is null; the decision then is to look.</summary>
internal sealed record IvsChannelView : ExternalView<IvsResource, ObservedIvs>
{
    public required IvsChannelSpec Spec { get; init; }

    public required IvsChannelStatus Status { get; init; }

    /// <summary>The channel's name in IVS.</summary>
    public string ChannelName { get; init; } = "";

    /// <summary>The provider's bucket for recordings.</summary>
    public string ArchiveBucket { get; init; } = "";

    /// <summary>What is live; null before it was asked for.</summary>
    public SeenStream? Stream { get; init; }

    /// <summary>The end of the stream was asked for in this round.</summary>
    public bool StopSent { get; init; }

    /// <summary>IVS has refused an update in this round, because the channel is live.</summary>
    public bool UpdateRefused { get; init; }

    /// <summary>The Secret with the stream key.</summary>
    public KeySecretView Secret { get; init; } = KeySecretView.Unknown;

    /// <summary>The Secret is gone, or was written since: it is looked at although nothing else is.</summary>
    public bool SecretIsSuspect { get; init; }

    /// <summary>The ARNs whose tags were written or removed in this round.</summary>
    public IReadOnlySet<string> Tagged { get; init; } = new HashSet<string>();

    /// <summary>When to try again to make a recording configuration that has failed; null when none has.</summary>
    public DateTimeOffset? RecordingRetryAt { get; init; }

    public override OutboxStatus? Outbox => Status.Outbox;

    /// <summary>The recording configuration that is declared; null without recording.</summary>
    public RecordingSettings? DeclaredRecording => RecordingSettings.Declared(Spec.Recording, ArchiveBucket);

    /// <summary>The channel that is declared.</summary>
    public ChannelSettings DeclaredChannel => ChannelSettings.Declared(Spec, ChannelName, Status.Resources.RecordingConfigurationArn);

    /// <summary>The recording configuration before an edit.</summary>
    public string? Former => Status.Resources.FormerRecordingConfigurationArn;

    /// <summary>What was found of it in this round; null before it was looked at.</summary>
    public ObservedIvs? FormerSeen { get; init; }

    public override string? RecordedId(IvsResource kind) => kind.ArnIn(Status.Resources);

    public override string OwnerKind => OnairResources.IvsChannels.Kind;

    public override string IdTerm => "ARN";

    public override ResourceRecords Records => Status.Resources;

    public override string Title(IvsResource kind) => kind.Title();

    public override string MetricLabel(IvsResource kind) => kind == IvsResource.Channel ? "IvsChannel" : $"Ivs{kind}";

    public override bool IsTagged(IvsResource kind, string arn) => Tagged.Contains(arn);

    /// <summary>The stream key was made for somebody else, with a channel that was adopted: it is copied into no Secret. One that is made later is ours.</summary>
    public bool HasForeignKey => (Found(IvsResource.StreamKey)?.Tag ?? Found(IvsResource.Channel)?.Tag)?.IsAdopted == true;

    // A key belongs to its channel.
    public override bool IsPartOfAnother(IvsResource kind) => kind == IvsResource.StreamKey;

    public override bool IsOwn(IvsResource kind, SeenResource seen) => base.IsOwn(kind, seen)
        || (kind == IvsResource.StreamKey && Own(IvsResource.Channel) is { Arn: { } channel } && seen is ObservedIvs key && key.ChannelArn == channel);

    /// <summary>The former recording configuration as proven by the look at it; null before the look, when it is gone, or is somebody else's.</summary>
    public Owned<IvsResource>? OwnFormer => Owned<IvsResource>.By(this, IvsResource.RecordingConfiguration, FormerSeen);

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
