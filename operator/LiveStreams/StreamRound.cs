using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Api.Rules;
using Onair.Operator.LiveStreams.AwsResources;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Operator.LiveStreams.Status;
using Onair.Operator.MediaProviders;

namespace Onair.Operator.LiveStreams;

/// <summary>What one round of reconciling has learned so far. Lives for the round; nothing of it is truth afterwards.</summary>
internal sealed class StreamRound(LiveStream stream, string cluster, TimeProvider time)
{
    private readonly Dictionary<ResourceKind, Sighting> _seen = [];

    private readonly Dictionary<ResourceKind, string> _adopt = AdoptAnnotation
        .Read(stream.Metadata.Annotations?.GetValueOrDefault(Annotations.Adopt)).Ids
        .ToDictionary(id => ResourceKinds.OfStatusField(id.Key), id => id.Value);

    private (long? Generation, IReadOnlyList<Violation> All)? _violations;

    /// <summary>The stream as last written.</summary>
    public LiveStream Stream { get; set; } = stream;

    /// <summary>The status when the round began; events tell the way from here.</summary>
    public LiveStreamStatus Before { get; } = stream.Recorded;

    public ProviderAccount? Account { get; set; }

    /// <summary>The provider that the account was made from.</summary>
    public MediaProvider? MediaProvider { get; set; }

    public ProviderView Provider { get; set; } = ProviderView.Ready;

    public SecretView StreamKeyView { get; private set; } = SecretView.Unknown;

    public SecretView SourceSecretsView { get; private set; } = SecretView.Unknown;

    public IReadOnlyList<SourceCredentials?> Sources { get; private set; } = [];

    /// <summary>Why CloudFront took no behaviour for this stream.</summary>
    public string? BehaviourRefused { get; set; }

    /// <summary>
    /// Nobody has edited the spec or the provider since they were last applied, and no edit waits: what differs now was
    /// changed in AWS.
    /// </summary>
    public bool IsDrift { get; set; } = stream.Metadata.Generation == stream.Recorded.ObservedGeneration
        && stream.Recorded.Conditions.All(c => c.Type != LiveStreamConditions.ChangesPending);

    public string? StreamKey { get; private set; }

    public Knowledge Receiving { get; set; }

    public bool IntentIsFresh { get; set; }

    public bool LookAtAll { get; set; }

    public DateTimeOffset Now => time.GetUtcNow();

    public StreamContext Context => new(Stream, Account!, cluster, StreamKey) { Sources = Sources };

    public void Saw(ResourceKind kind, Sighting sighting) => _seen[kind] = sighting;

    /// <summary>What was seen may no longer be so; the next decision looks again.</summary>
    public void Forget(ResourceKind kind) => _seen.Remove(kind);

    public void SawKey((SecretView View, string? Key) key) => (StreamKeyView, StreamKey) = key;

    public void SawSources((string? Problem, IReadOnlyList<SourceCredentials?> Sources) read) =>
        (SourceSecretsView, Sources) = (
            read.Problem is null ? new(SecretState.Known) : new(SecretState.Unusable, read.Problem), read.Sources);

    /// <summary>The secrets that AWS may echo in an error.</summary>
    public IEnumerable<string> Secrets => Sources.OfType<SourceCredentials>().Select(s => s.Password).Append(StreamKey ?? "").Where(s => s.Length > 0);

    public StreamView View() => new()
    {
        Uid = Stream.Uid,
        Name = Stream.Metadata.Name ?? "",
        Namespace = Stream.Metadata.Namespace ?? "",
        Spec = Stream.Spec,
        Status = Stream.Recorded,
        Now = Now,
        Paused = Annotation(Annotations.Paused) == "true",
        ObserveOnly = Annotation(Annotations.ObserveOnly) == "true",
        AdoptIds = _adopt,
        Resume = Annotation(Annotations.Resume),
        Deleting = Stream.Metadata.DeletionTimestamp is not null,
        HasFinalizer = Stream.Metadata.Finalizers?.Contains(Annotations.Finalizer) == true,
        Provider = Provider,
        Violations = Violations(),
        StreamKey = StreamKeyView,
        SourceSecrets = SourceSecretsView,
        LookAtAll = LookAtAll,
        Seen = _seen,
        Receiving = Receiving,
        IntentIsFresh = IntentIsFresh,
        BehaviourRefused = BehaviourRefused,
    };

    // A round asks at each of its steps; the answer changes with the spec alone.
    private IReadOnlyList<Violation> Violations()
    {
        if (_violations is { } known && known.Generation == Stream.Metadata.Generation) return known.All;
        var all = LiveStreamRules.Check(Stream.Case(MediaProvider));
        _violations = (Stream.Metadata.Generation, all);
        return all;
    }

    private string? Annotation(string name) => Stream.Metadata.Annotations?.GetValueOrDefault(name);
}
