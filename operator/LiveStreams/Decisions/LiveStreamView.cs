using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.LiveStreams.Decisions;

/// <summary>
/// What is declared, recorded and observed of a LiveStream. What was not looked at yet is null or
/// <see cref="SecretState.Unknown"/>; the decision then is to look.
/// </summary>
internal sealed record LiveStreamView : ResourceView
{
    public required string Uid { get; init; }

    /// <summary>The LiveStream's name, for messages.</summary>
    public string Name { get; init; } = "";

    /// <summary>The LiveStream's namespace, for messages.</summary>
    public string Namespace { get; init; } = "";

    public required LiveStreamSpec Spec { get; init; }

    public required LiveStreamStatus Status { get; init; }

    /// <summary>The annotation onair.dev/observe-only.</summary>
    public bool ObserveOnly { get; init; }

    /// <summary>Ids of the annotation onair.dev/adopt.</summary>
    public IReadOnlyDictionary<ResourceKind, string> AdoptIds { get; init; } = new Dictionary<ResourceKind, string>();

    /// <summary>The annotation onair.dev/resume: the session after which the channel may run again.</summary>
    public string? Resume { get; init; }

    public SecretView StreamKey { get; init; } = SecretView.Unknown;

    /// <summary>The user names and passwords of the sources.</summary>
    public SecretView SourceSecrets { get; init; } = SecretView.Unknown;

    /// <summary>Look at every resource, not only at the channel: the spec changed or the drift check is due.</summary>
    public bool LookAtAll { get; init; }

    public IReadOnlyDictionary<ResourceKind, ObservedResource> Observed { get; init; } = new Dictionary<ResourceKind, ObservedResource>();

    /// <summary>Whether video arrives; null until the running channel was asked in this round.</summary>
    public bool? Receiving { get; init; }

    /// <summary>The recorded creation was begun in this round, so nothing was sent for it before.</summary>
    public bool IntentIsFresh { get; init; }

    /// <summary>Why CloudFront took no behaviour for this stream; null when it was not asked or did.</summary>
    public string? BehaviourRefused { get; init; }

    /// <summary>The session that is open, as recorded.</summary>
    public SessionStatus? CurrentSession => Status.Sessions.LastOrDefault(s => s.Id == Status.CurrentSessionId);

    public string? Adopt(ResourceKind kind) => AdoptIds.GetValueOrDefault(kind);

    public override OutboxStatus? Outbox => Status.Outbox;

    /// <summary>What was found of a resource in this round; null before it was looked at.</summary>
    public ObservedResource? Found(ResourceKind kind) => Observed.GetValueOrDefault(kind);

    /// <summary>
    /// Whether the resource may exist. Few streams have passwords, and what was never begun need not be looked for.
    /// </summary>
    public bool MayExist(ResourceKind kind) =>
        kind != ResourceKind.SourceCredentials || RecordedId(kind) is not null || Status.Resources.Creating?.Resource == kind.ToString();

    public string? RecordedId(ResourceKind kind) => kind.IdIn(Status.Resources);
}

/// <summary>What is known of a Secret; never what is in it.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="Message">What is wrong with it.</param>
internal sealed record SecretView(SecretState State, string Message = "")
{
    public static SecretView Unknown { get; } = new(SecretState.Unknown);
}

internal enum SecretState
{
    Unknown,

    /// <summary>No Secret, and it is ours to generate: a stream key.</summary>
    ToGenerate,

    /// <summary>The Secret that the user named is missing or holds no usable key.</summary>
    Unusable,

    Known,
}
