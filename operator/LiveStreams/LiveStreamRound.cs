using k8s.Models;
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
        .Read(stream.GetAnnotation(Annotations.Adopt)).Ids
        .ToDictionary(id => ResourceKinds.OfStatusField(id.Key), id => id.Value);

    public ProviderAccount? Account { get; set; }

    public SecretView StreamKeyView { get; private set; } = SecretView.Unknown;

    public SecretView SourceSecretsView { get; private set; } = SecretView.Unknown;

    public IReadOnlyList<SourceCredentials?> Sources { get; private set; } = [];

    private readonly HashSet<ResourceKind> _changed = [];

    private bool _intentIsFresh;

    /// <summary>A Connector pushes to the channel.</summary>
    public bool IsFed { get; init; }

    /// <summary>What is in the way of the stream's part of the distribution.</summary>
    public DistributionProblem? DistributionProblem { get; set; }

    /// <summary>When the last attempt at a creation ended, as this process knows it.</summary>
    public DateTimeOffset? AttemptEnded { get; set; }

    /// <summary>What MediaLive last failed to do.</summary>
    public FailedAttempt? Failure { get; set; }

    /// <summary>What this process has deleted.</summary>
    public IReadOnlySet<ResourceKind> Deleted { get; set; } = new HashSet<ResourceKind>();

    /// <summary>The missing resource was counted in this round.</summary>
    public bool MissingIsCounted { get; private set; }

    /// <summary>
    /// Nobody has edited the spec or the provider since they were last applied, and no edit waits: what differs now was
    /// changed in AWS.
    /// </summary>
    public bool IsDrift { get; set; } = stream.Recorded.Run is not { IsLeftAlone: true } && stream.Metadata.Generation == stream.Recorded.ObservedGeneration
        && stream.Recorded.Conditions.All(c => c.Type != LiveStreamConditions.ChangesPending);

    public string? StreamKey { get; private set; }

    public bool? Receiving { get; private set; }

    public bool InputAsked { get; private set; }

    public DateTimeOffset? WatchedSince { get; set; }

    public string? Alerts { get; set; }

    public TimeSpan Lag { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long CloudFront takes at most to deploy an edit.</summary>
    public TimeSpan DeploymentTime { get; init; } = TimeSpan.FromMinutes(15);

    public bool LookAtAll { get; set; }

    /// <summary>Nothing has changed as far as is known; the round only compares.</summary>
    public bool IsRoutine => WasReady && Resource.Metadata.Generation == Resource.Recorded.ObservedGeneration;

    /// <summary>The stream was at rest, and the first sweep of the account is still under way.</summary>
    public bool AwaitsSweep { get; set; }

    /// <summary>The stream was ready before the round. A deletion that AWS refuses has to say so, whatever the stream was before.</summary>
    public bool WasReady { get; } = stream.Metadata.DeletionTimestamp is null && stream.Is(ConditionTypes.Ready);

    public StreamContext Context => new(Resource, Account!, cluster, StreamKey) { Sources = Sources };

    public void Observe(ResourceKind kind, ObservedResource resource) => _observed[kind] = resource;

    /// <summary>The resource may have changed; the next decision looks at it again.</summary>
    public void Forget(ResourceKind kind) => _observed.Remove(kind);

    /// <summary>The resource was created, updated or deleted, which a look may not show yet.</summary>
    public void Change(ResourceKind kind)
    {
        _changed.Add(kind);
        Forget(kind);
    }

    /// <summary>A step was recorded. What it is about is looked at again; an intent is one that nothing was sent for yet.</summary>
    public void Note(ReconcileStep recorded)
    {
        _intentIsFresh |= recorded is LiveStreamStep.RecordIntent;
        MissingIsCounted |= recorded is LiveStreamStep.RecordMissing;
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

    public void ObserveInput(bool? receiving) => (Receiving, InputAsked) = (receiving, true);

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
        Namespace = Resource.Namespace() ?? "",
        Spec = Resource.Spec,
        Status = Resource.Recorded,
        Now = Now,
        ObserveOnly = Annotation(Annotations.ObserveOnly) == "true",
        AdoptIds = _adopt,
        Resume = Annotation(Annotations.Resume),
        StreamKey = StreamKeyView,
        SourceSecrets = SourceSecretsView,
        LookAtAll = LookAtAll,
        // A copy: a view is what was known when it was taken, whatever the step that it led to lets the round forget.
        Observed = new Dictionary<ResourceKind, ObservedResource>(_observed),
        Receiving = Receiving,
        InputAsked = InputAsked,
        WatchedSince = WatchedSince,
        AttemptEnded = _intentIsFresh ? null : AttemptEnded,
        Lag = Lag,
        Changed = _changed,
        Deleted = Deleted,
        MissingIsCounted = MissingIsCounted,
        DeploymentTime = DeploymentTime,
        IsFed = IsFed,
        DistributionProblem = DistributionProblem,
        Failure = Failure,
        Alerts = Alerts,
        Spared = LiveStreamRules.Spared(Case),
    });

    // A provider whose account cannot be used does not say what it allows.
    protected override IReadOnlyList<Violation> Check() => LiveStreamRules.Blocking(Case);

    private LiveStreamCase Case => Resource.Case(Account is null ? null : Provider);
}
