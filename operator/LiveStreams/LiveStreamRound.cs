using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Api.Rules;
using Onair.Operator.LiveStreams.AwsResources;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Operator.MediaProviders;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.LiveStreams;

/// <summary>What one round has learned of a LiveStream so far.</summary>
internal sealed class LiveStreamRound(LiveStream stream, string cluster, TimeProvider time) : ReconcileRound<LiveStream>(stream, time)
{
    private readonly Dictionary<ResourceKind, ObservedResource> _observed = [];

    private readonly Dictionary<ResourceKind, string> _adopt = AdoptAnnotation
        .Read(stream.Metadata.Annotations?.GetValueOrDefault(Annotations.Adopt)).Ids
        .ToDictionary(id => ResourceKinds.OfStatusField(id.Key), id => id.Value);

    public ProviderAccount? Account { get; set; }

    public SecretView StreamKeyView { get; private set; } = SecretView.Unknown;

    public SecretView SourceSecretsView { get; private set; } = SecretView.Unknown;

    public IReadOnlyList<SourceCredentials?> Sources { get; private set; } = [];

    /// <summary>Why CloudFront refused a behaviour for this stream.</summary>
    public string? BehaviourRefused { get; set; }

    /// <summary>
    /// Nobody has edited the spec or the provider since they were last applied, and no edit waits: what differs now was
    /// changed in AWS.
    /// </summary>
    public bool IsDrift { get; set; } = stream.Metadata.Generation == stream.Recorded.ObservedGeneration
        && stream.Recorded.Conditions.All(c => c.Type != LiveStreamConditions.ChangesPending);

    public string? StreamKey { get; private set; }

    public bool? Receiving { get; set; }

    public bool IntentIsFresh { get; set; }

    public bool LookAtAll { get; set; }

    /// <summary>The stream was ready before the round. A deletion that AWS refuses has to say so, whatever the stream was before.</summary>
    public bool WasReady { get; } = stream.Metadata.DeletionTimestamp is null && stream.Is(ConditionTypes.Ready);

    public StreamContext Context => new(Resource, Account!, cluster, StreamKey) { Sources = Sources };

    public void Observe(ResourceKind kind, ObservedResource resource) => _observed[kind] = resource;

    /// <summary>The resource may have changed; the next decision looks at it again.</summary>
    public void Forget(ResourceKind kind) => _observed.Remove(kind);

    public void ObserveKey((SecretView View, string? Key) key) => (StreamKeyView, StreamKey) = key;

    public void ObserveSources((string? Problem, IReadOnlyList<SourceCredentials?> Sources) read) =>
        (SourceSecretsView, Sources) = (
            read.Problem is null ? new(SecretState.Known) : new(SecretState.Unusable, read.Problem), read.Sources);

    /// <summary>The secrets that AWS may repeat in an error.</summary>
    public IEnumerable<string> Secrets => Sources.OfType<SourceCredentials>().Select(s => s.Password).Append(StreamKey ?? "").Where(s => s.Length > 0);

    public LiveStreamView View() => Common(new LiveStreamView
    {
        Uid = Resource.Uid,
        Name = Resource.Metadata.Name ?? "",
        Namespace = Resource.Metadata.Namespace ?? "",
        Spec = Resource.Spec,
        Status = Resource.Recorded,
        Now = Now,
        ObserveOnly = Annotation(Annotations.ObserveOnly) == "true",
        AdoptIds = _adopt,
        Resume = Annotation(Annotations.Resume),
        StreamKey = StreamKeyView,
        SourceSecrets = SourceSecretsView,
        LookAtAll = LookAtAll,
        Observed = _observed,
        Receiving = Receiving,
        IntentIsFresh = IntentIsFresh,
        BehaviourRefused = BehaviourRefused,
    });

    // A provider whose account cannot be used does not say what it allows.
    protected override IReadOnlyList<Violation> Check() => LiveStreamRules.Check(Resource.Case(Account is null ? null : Provider));
}
