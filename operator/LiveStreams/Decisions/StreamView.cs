using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Api.Rules;

namespace Onair.Operator.LiveStreams.Decisions;

/// <summary>
/// All that a decision depends on: what is declared, what is recorded, what was seen. A thing that was not looked at yet is
/// null or <see cref="Knowledge.Unknown"/>; the decision then is to look.
/// </summary>
internal sealed record StreamView
{
    public required string Uid { get; init; }

    /// <summary>The LiveStream's name, for messages.</summary>
    public string Name { get; init; } = "";

    /// <summary>The LiveStream's namespace, for messages.</summary>
    public string Namespace { get; init; } = "";

    public required LiveStreamSpec Spec { get; init; }

    public required LiveStreamStatus Status { get; init; }

    public required DateTimeOffset Now { get; init; }

    public bool Deleting { get; init; }

    public bool Paused { get; init; }

    /// <summary>The annotation onair.dev/observe-only.</summary>
    public bool ObserveOnly { get; init; }

    /// <summary>Ids of the annotation onair.dev/adopt.</summary>
    public IReadOnlyDictionary<ResourceKind, string> AdoptIds { get; init; } = new Dictionary<ResourceKind, string>();

    /// <summary>The annotation onair.dev/resume: the session after which the channel may run again.</summary>
    public string? Resume { get; init; }

    public bool HasFinalizer { get; init; } = true;

    public ProviderView Provider { get; init; } = ProviderView.Ready;

    public IReadOnlyList<Violation> Violations { get; init; } = [];

    public SecretView StreamKey { get; init; } = SecretView.Unknown;

    /// <summary>The user names and passwords of the sources.</summary>
    public SecretView SourceSecrets { get; init; } = SecretView.Unknown;

    /// <summary>Look at every resource, not only at the channel: the spec changed or the drift check is due.</summary>
    public bool LookAtAll { get; init; }

    public IReadOnlyDictionary<ResourceKind, Sighting> Seen { get; init; } = new Dictionary<ResourceKind, Sighting>();

    /// <summary>Whether video arrives, asked only while the channel runs.</summary>
    public Knowledge Receiving { get; init; }

    /// <summary>The recorded creation was begun in this round, so nothing was sent for it before.</summary>
    public bool IntentIsFresh { get; init; }

    /// <summary>Why CloudFront took no behaviour for this stream; null when it was not asked or did.</summary>
    public string? BehaviourRefused { get; init; }

    /// <summary>The session that is open, as recorded.</summary>
    public SessionStatus? CurrentSession => Status.Sessions.LastOrDefault(s => s.Id == Status.CurrentSessionId);

    public string? Adopt(ResourceKind kind) => AdoptIds.GetValueOrDefault(kind);

    public Sighting? See(ResourceKind kind) => Seen.GetValueOrDefault(kind);

    /// <summary>
    /// Whether the resource may be there. Few streams have passwords, and what was never begun need not be looked for.
    /// </summary>
    public bool MayExist(ResourceKind kind) =>
        kind != ResourceKind.SourceCredentials || RecordedId(kind) is not null || Status.Resources.Creating?.Resource == kind.ToString();

    public string? RecordedId(ResourceKind kind) => kind.IdIn(Status.Resources);
}

/// <summary>A yes, a no, or not asked yet.</summary>
internal enum Knowledge
{
    Unknown,
    Yes,
    No,
}

/// <summary>The provider, as far as a decision needs it.</summary>
/// <param name="Usable">Calls can be made with it.</param>
/// <param name="Reason">Why not: one word.</param>
/// <param name="Message">Why not, for people.</param>
internal sealed record ProviderView(bool Usable, string Reason = "", string Message = "")
{
    public static ProviderView Ready { get; } = new(true);
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
