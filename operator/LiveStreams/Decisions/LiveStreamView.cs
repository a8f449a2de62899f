using Onair.Api;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Api.Rules;
using Onair.Operator.ExternalResources;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.LiveStreams.Decisions;

/// <summary>
/// What is declared, recorded and observed of a LiveStream. What was not looked at yet is null or
/// <see cref="SecretState.Unknown"/>; the decision then is to look.
/// </summary>
internal sealed record LiveStreamView : ExternalView<ResourceKind, ObservedResource>
{
    /// <summary>The LiveStream's name, for messages.</summary>
    public string Name { get; init; } = "";

    /// <summary>The LiveStream's namespace, for messages.</summary>
    public string Namespace { get; init; } = "";

    public required LiveStreamSpec Spec { get; init; }

    public required LiveStreamStatus Status { get; init; }

    /// <summary>The rules that the stream breaks and that are newer than it: reported, and no reason not to go on.</summary>
    public IReadOnlyList<Violation> Spared { get; init; } = [];

    /// <summary>The annotation onair.dev/resume: the session after which the channel may run again.</summary>
    public string? Resume { get; init; }

    public SecretView StreamKey { get; init; } = SecretView.Unknown;

    /// <summary>
    /// The key of the input was somebody else's, so it is copied into no Secret: encoders that have it go on, and whoever knows it can name a
    /// Secret with it.
    /// </summary>
    public bool HasForeignKey => Spec.Input.StreamKeySecretRef is null && Found(ResourceKind.Input)?.Tag?.IsAdopted == true;

    /// <summary>The Secret that is declared to hold the stream key.</summary>
    public SecretKeyReference StreamKeyReference => Spec.Input.StreamKeySecretRef ?? new() { Name = $"{Name}-stream-key" };

    /// <summary>The user names and passwords of the sources.</summary>
    public SecretView SourceSecrets { get; init; } = SecretView.Unknown;

    /// <summary>The folder of the next session, or of one that has not run; null before it was looked for.</summary>
    public FolderView? Folder { get; init; }

    /// <summary>The spec gave the open session its folder, whoever has recorded it.</summary>
    public bool FolderIsGiven { get; init; } = true;

    /// <summary>Whether video arrives; null when it is not known.</summary>
    public bool? Receiving { get; init; }

    /// <summary>A Connector pushes to the channel.</summary>
    public bool IsFed { get; init; }

    /// <summary>The running channel was asked for its input in this round.</summary>
    public bool InputAsked { get; init; }

    /// <summary>
    /// Since when this process has observed without a gap that no video arrives; null when it has not. In a time that nobody watched, video may
    /// have come and gone.
    /// </summary>
    public DateTimeOffset? SilentSince { get; init; }

    /// <summary>Since when this process has seen the channel run; null when it has not, or the channel was seen in another state since.</summary>
    public DateTimeOffset? RunningSince { get; init; }

    /// <summary>How long CloudFront takes at most to deploy an edit.</summary>
    public TimeSpan DeploymentTime { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>What is in the way of the stream's part of the distribution; null when nothing is.</summary>
    public DistributionProblem? DistributionProblem { get; init; }

    /// <summary>What MediaLive last failed to do for this stream; null when it did not fail.</summary>
    public FailedAttempt? Failure { get; init; }

    /// <summary>The channel's alerts as one sentence, empty without any; null before they were asked for.</summary>
    public string? Alerts { get; init; }

    /// <summary>The session that is open, as recorded.</summary>
    public SessionStatus? CurrentSession => Status.CurrentSession;

    public override OutboxStatus? Outbox => Status.Outbox;

    /// <summary>
    /// Whether the resource may exist. Few streams have passwords or a behaviour, and what was never begun need not be looked for.
    /// </summary>
    public bool MayExist(ResourceKind kind) => RecordedId(kind) is not null || kind switch
    {
        ResourceKind.SourceCredentials => Status.Resources.Creating?.Resource == kind.ToString(),
        ResourceKind.Behaviour => Spec.Distribution.Live,
        _ => true,
    };

    public override string? RecordedId(ResourceKind kind) => kind.IdIn(Status.Resources);

    public override string OwnerKind => OnairResources.LiveStreams.Kind;

    public override ResourceRecords Records => Status.Resources;

    public override string Title(ResourceKind kind) => kind.Title();
}

/// <summary>What is known of a Secret; never what is in it.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="Message">What is wrong with it.</param>
internal sealed record SecretView(SecretState State, string Message = "")
{
    /// <summary>The reason of the condition when it is not the usual one.</summary>
    public string? Reason { get; init; }

    /// <summary>The push URLs beside a generated key are missing, or are those of another key.</summary>
    public bool LacksUrls { get; init; }

    public static SecretView Unknown { get; } = new(SecretState.Unknown);

    /// <summary>It does not exist, or lacks a key, and may still come.</summary>
    public bool MayCome { get; init; }

    /// <summary>A Secret that cannot be used.</summary>
    public static SecretView Unusable(string message, string? reason = null, bool mayCome = false) => new(SecretState.Unusable, message) { Reason = reason, MayCome = mayCome };

    /// <summary>How a round ends that cannot go on without the Secret.</summary>
    /// <param name="usual">The usual reason.</param>
    /// <param name="more">What else is to say.</param>
    public RoundEnd End(string usual, string more = "") => MayCome
        ? new Wait(Reason ?? usual, $"{Message}{more}", WaitFor.Reference)
        : new Stall(Reason ?? usual, $"{Message}{more}");
}

/// <summary>What is known of the folder that the spec names.</summary>
/// <param name="Free">The folder, which the stream has; null when it is taken.</param>
internal sealed record FolderView(string? Free);

internal enum SecretState
{
    Unknown,

    /// <summary>No Secret, and it is ours to generate: a stream key.</summary>
    ToGenerate,

    /// <summary>The Secret that the user named is missing, may not be read, or holds no usable key.</summary>
    Unusable,

    Known,
}
