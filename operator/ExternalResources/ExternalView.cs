using Onair.Api.Common;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.ExternalResources;

/// <summary>What the decisions about a custom resource's external resources depend on. Each kind adds what it declares.</summary>
/// <typeparam name="TKind">The kinds of its external resources.</typeparam>
internal abstract record ExternalView<TKind> : ResourceView
    where TKind : struct, Enum
{
    public required string Uid { get; init; }

    /// <summary>The cluster's name in the tags of ownership.</summary>
    public string Cluster { get; init; } = "";

    /// <summary>The annotation onair.dev/observe-only is "true".</summary>
    public bool ObserveOnly { get; init; }

    /// <summary>Look at every resource: the spec changed, something is unfinished, or the drift check is due.</summary>
    public bool LookAtAll { get; init; }

    /// <summary>Ids of the annotation onair.dev/adopt.</summary>
    public IReadOnlyDictionary<TKind, string> AdoptIds { get; init; } = new Dictionary<TKind, string>();

    /// <summary>What of the account may be adopted.</summary>
    public AdoptionPermission Adoptable { get; init; } = AdoptionPermission.None;

    /// <summary>
    /// When the last attempt at the recorded creation ended; the start of this process for an attempt of its predecessor. Null when
    /// nothing can have been created by it.
    /// </summary>
    public DateTimeOffset? AttemptEnded { get; init; }

    /// <summary>How long a read at the provider may lag behind a write.</summary>
    public TimeSpan Lag { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>What was created or updated in this round. A look that does not show it yet must not repeat it.</summary>
    public IReadOnlySet<TKind> Changed { get; init; } = new HashSet<TKind>();

    /// <summary>The missing resource was counted in this round.</summary>
    public bool MissingIsCounted { get; init; }

    /// <summary>Since when a deletion has not found resources by their tags, as far as this process knows.</summary>
    public IReadOnlyDictionary<TKind, DateTimeOffset> AbsentSince { get; init; } = new Dictionary<TKind, DateTimeOffset>();

    /// <summary>The ids that the provider accepted the deletion of, or denied to have: a write is the proof that a read is not.</summary>
    public IReadOnlySet<string> Deleted { get; init; } = new HashSet<string>();

    /// <summary>The kind of the custom resource, for messages.</summary>
    public abstract string OwnerKind { get; }

    /// <summary>What identifies a resource in the annotation onair.dev/adopt, for messages: "id" or "ARN".</summary>
    public virtual string IdTerm => "id";

    /// <summary>What the status records of the resources.</summary>
    public abstract ResourceRecords Records { get; }

    /// <summary>The recorded id; null when there is none.</summary>
    public abstract string? RecordedId(TKind kind);

    /// <summary>What was found of a resource in this round; null before it was looked at.</summary>
    public abstract SeenResource? Found(TKind kind);

    /// <summary>The name in Events and messages.</summary>
    public abstract string Title(TKind kind);

    /// <summary>The name in the metrics.</summary>
    public virtual string MetricLabel(TKind kind) => kind.ToString();

    /// <summary>The provider accepted the deletion of the recorded resource, or denied to have it.</summary>
    public virtual bool IsDeleted(TKind kind) => RecordedId(kind) is { } id && Deleted.Contains(id);

    /// <summary>Its tags were written or removed in this round, which a look may not show yet.</summary>
    public virtual bool IsTagged(TKind kind, string arn) => Changed.Contains(kind);

    /// <summary>Whether a look shows that a resource is the owner's.</summary>
    public virtual bool IsOwn(TKind kind, SeenResource seen) =>
        seen.Tag?.IsOf(Uid, Cluster) == true;

    /// <summary>The proof that the resource found in this round is the owner's; null when it was not found, or is not.</summary>
    public Owned<TKind>? Own(TKind kind) => Owned<TKind>.By(this, kind, Found(kind));

    /// <summary>The same of a resource that <see cref="Proof"/> had nothing to say about.</summary>
    public Owned<TKind> Proven(TKind kind) => Own(kind) ?? throw new InvalidOperationException($"no look has shown that the {Title(kind)} is its owner's");

    /// <summary>Whether a resource belongs to another resource of the same owner, whatever its tags say.</summary>
    public virtual bool IsPartOfAnother(TKind kind) => false;

    /// <summary>Whether what was found is what is recorded. Somebody may have replaced a part.</summary>
    public bool IsRecorded(TKind kind, SeenResource seen) => IsPartOfAnother(kind) ? RecordedId(kind) == seen.Id : RecordedId(kind) is not null;

    /// <summary>The id in the annotation onair.dev/adopt; null without one.</summary>
    public string? Adopt(TKind kind) => AdoptIds.TryGetValue(kind, out var id) ? id : null;
}

/// <summary>The same with what the looks of a round have found.</summary>
/// <typeparam name="TKind">The kinds of its external resources.</typeparam>
/// <typeparam name="TSeen">What a look finds.</typeparam>
internal abstract record ExternalView<TKind, TSeen> : ExternalView<TKind>
    where TKind : struct, Enum
    where TSeen : SeenResource
{
    public IReadOnlyDictionary<TKind, TSeen> Observed { get; init; } = new Dictionary<TKind, TSeen>();

    public override TSeen? Found(TKind kind) => Observed.GetValueOrDefault(kind);
}
