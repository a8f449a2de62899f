using k8s;
using k8s.Models;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Api.Rules;
using Onair.Operator.AwsAccounts;
using Onair.Operator.ExternalResources;
using Onair.Operator.LiveStreams.AwsResources;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.LiveStreams;

/// <summary>What one round has learned of a LiveStream so far, and what its calls need.</summary>
internal sealed class LiveStreamRound(LiveStream stream, LiveStreamView begun, string cluster, TimeProvider time)
    : ReconcileRound<LiveStream, LiveStreamView>(stream, begun, time), IResourceRound<StreamContext, ResourceKind, ObservedResource>
{
    private bool _intentIsFresh;
    private IReadOnlyList<SourceCredentials?> _sources = [];

    public ProviderAccount? Account { get; set; }

    /// <summary>The stream key, for the calls that send it; null before it was read.</summary>
    public string? StreamKey { get; private set; }

    /// <summary>
    /// Nobody has edited the spec or the provider since they were last applied, and no edit waits: what differs now was
    /// changed in AWS.
    /// </summary>
    public bool IsDrift { get; set; } = stream.Recorded.Run is not { IsLeftAlone: true } && stream.Metadata.Generation == stream.Recorded.ObservedGeneration
        && stream.Recorded.Conditions.All(c => c.Type != LiveStreamConditions.ChangesPending);

    /// <summary>Nothing has changed as far as is known; the round only compares.</summary>
    public bool IsRoutine => WasReady && Resource.Metadata.Generation == Resource.Recorded.ObservedGeneration;

    /// <summary>The stream was at rest, and the first sweep of the account is still under way.</summary>
    public bool AwaitsSweep { get; set; }

    /// <summary>The stream was ready before the round. A deletion that AWS refuses has to say so, whatever the stream was before.</summary>
    public bool WasReady { get; } = stream.Metadata.DeletionTimestamp is null && stream.Is(ConditionTypes.Ready);

    public StreamContext Context => new(Resource, Account!, cluster, StreamKey) { Sources = _sources, Playlist = Playlist };

    public IKubernetesObject<V1ObjectMeta> Owner => Resource;

    public ExternalView<ResourceKind> Known => View;

    /// <summary>The secrets that AWS may repeat in an error.</summary>
    public IEnumerable<string> Secrets => _sources.OfType<SourceCredentials>().Select(s => s.Password).Append(StreamKey ?? "").Where(s => s.Length > 0);

    public void Observe(ResourceKind kind, ObservedResource resource) =>
        Learn(v => v with { Observed = new Dictionary<ResourceKind, ObservedResource>(v.Observed) { [kind] = resource } });

    /// <summary>The resource may have changed; the next decision looks at it again.</summary>
    public void Forget(ResourceKind kind) =>
        Learn(v => v with { Observed = v.Observed.Where(o => o.Key != kind).ToDictionary() });

    /// <summary>The resource was created, updated or deleted, which a look may not show yet.</summary>
    public void Change(ResourceKind kind)
    {
        Learn(v => v with { Changed = new HashSet<ResourceKind>(v.Changed) { kind } });
        Forget(kind);
    }

    public void Delete(ResourceKind kind) => Change(kind);

    public void Tag(ResourceKind kind, string arn, bool isAdoption = false) => Change(kind);

    // A Secret may change without an edit.
    public bool IsDriftOf(LiveStreamStep.Update update) => IsDrift && update.Kind != ResourceKind.SourceCredentials && !update.Fields.Contains(ChannelFieldTable.StreamKey);

    /// <summary>A step was recorded. What it is about is looked at again; an intent is one that nothing was sent for yet.</summary>
    public void Note(ReconcileStep recorded)
    {
        _intentIsFresh |= recorded is LiveStreamStep.RecordIntent;
        if (recorded is LiveStreamStep.RecordMissing) Learn(v => v with { MissingIsCounted = true });
        ResourceKind? outdated = recorded switch
        {
            LiveStreamStep.RecordId record => record.Kind,
            LiveStreamStep.RecordLoss loss => loss.Kind,
            LiveStreamStep.RecordRemoval removal => removal.Kind,
            LiveStreamStep.CloseSession => ResourceKind.Channel,
            _ => null,
        };
        if (outdated is { } kind) Forget(kind);
    }

    /// <summary>What this process remembers of the stream's attempts. Nothing was sent for an intent that this round has recorded.</summary>
    public void Remember(LiveStreamMemory memory) => Learn(v => v with
    {
        AttemptEnded = _intentIsFresh ? null : memory.AttemptEnded(Resource.Uid),
        Failure = memory.Failure(Resource.Uid),
        Deleted = memory.Deleted(Resource.Uid),
        AbsentSince = memory.AbsentSince(Resource.Uid),
        DistributionProblem = memory.DistributionProblem(Resource.Uid),
    });

    public void ObserveInput(bool? receiving) => Learn(v => v with { Receiving = receiving, InputAsked = true });

    public void ObserveKey((SecretView View, string? Key) read)
    {
        StreamKey = read.Key;
        Learn(v => v with { StreamKey = read.View });
    }

    public void ObserveSources((SecretView View, IReadOnlyList<SourceCredentials?> Sources) read)
    {
        _sources = read.Sources;
        Learn(v => v with { SourceSecrets = read.View });
    }

    protected override LiveStreamView Declared(LiveStreamView view) => view with
    {
        Adoptable = AdoptionPermission.Of(Provider, Resource.Namespace()),
        Spec = Resource.Spec,
        Status = Resource.Recorded,
        ObserveOnly = Annotation(Annotations.ObserveOnly) == "true",
        Resume = Annotation(Annotations.Resume),
        Spared = LiveStreamRules.Spared(Case),
    };

    private Uri? Playlist => Learned.Own(ResourceKind.PackageEndpoint) is not null && Learned.Found(ResourceKind.PackageEndpoint) is { Urls: [var url, ..] } ? new(url) : null;

    // A provider whose account cannot be used does not say what it allows.
    protected override IReadOnlyList<Violation> Check() => LiveStreamRules.Blocking(Case);

    private LiveStreamCase Case => Resource.Case(Account is null ? null : Provider);
}
