using k8s.Models;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Api.Rules;
using Onair.Operator.ExternalResources;
using Onair.Operator.LiveStreams.AwsResources;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.LiveStreams;

/// <summary>What one round has learned of a LiveStream so far, and what its calls need.</summary>
internal sealed class LiveStreamRound(LiveStream stream, LiveStreamView begun, string cluster, TimeProvider time)
    : ExternalRound<LiveStream, LiveStreamView, ResourceKind, ObservedResource>(stream, begun, IsApplied(stream), time), IResourceRound<StreamContext, ResourceKind, ObservedResource>
{
    private IReadOnlyList<SourceCredentials?> _sources = [];

    /// <summary>The stream key, for the calls that send it; null before it was read.</summary>
    public string? StreamKey { get; private set; }

    /// <summary>Nothing has changed as far as is known; the round only compares.</summary>
    public bool IsRoutine => WasReady && Resource.Metadata.Generation == Resource.Recorded.ObservedGeneration;

    /// <summary>The stream was at rest, and the first sweep of the account is still under way.</summary>
    public bool AwaitsSweep { get; set; }

    /// <summary>The stream was ready before the round. A deletion that AWS refuses has to say so, whatever the stream was before.</summary>
    public bool WasReady { get; } = stream.Metadata.DeletionTimestamp is null && stream.Is(ConditionTypes.Ready);

    public StreamContext Context => new(Resource, Account!, cluster, StreamKey) { Sources = _sources, Playlist = Playlist };

    /// <summary>The secrets that AWS may repeat in an error.</summary>
    public IEnumerable<string> Secrets => _sources.OfType<SourceCredentials>().Select(s => s.Password).Append(StreamKey ?? "").Where(s => s.Length > 0);

    // A Secret may change without an edit.
    public override bool IsDriftOf(LiveStreamStep.Update update) => IsDrift && update.Kind != ResourceKind.SourceCredentials && !update.Fields.Contains(ChannelFieldTable.StreamKey);

    public override void Note(ReconcileStep recorded)
    {
        base.Note(recorded);
        if (recorded is LiveStreamStep.RecordRemoval removal) Forget(removal.Kind);
        if (recorded is LiveStreamStep.CloseSession) Forget(ResourceKind.Channel);
    }

    public void Remember(LiveStreamMemory memory)
    {
        base.Remember(memory);
        Learn(v => v with { Failure = memory.Failure(Resource.Uid), DistributionProblem = memory.DistributionProblem(Resource.Uid) });
    }

    /// <summary>Notes in memory whether the channel was seen to run.</summary>
    public void Watch(LiveStreamMemory memory)
    {
        var since = memory.Running(Resource.Uid, View.Found(ResourceKind.Channel)?.State);
        Learn(v => v with { RunningSince = since });
    }

    public void ObserveInput(bool? receiving, DateTimeOffset? silentSince) =>
        Learn(v => v with { Receiving = receiving, SilentSince = silentSince, InputAsked = true });

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
        FolderIsGiven = Resource.Recorded.CurrentSession is not { } session || Account is null || SessionFolder.IsGiven(session, Resource, Account.Aws.ArchiveBucket),
    };

    private Uri? Playlist => Learned.Own(ResourceKind.PackageEndpoint) is not null && Learned.Found(ResourceKind.PackageEndpoint) is { Urls: [var url, ..] } ? new(url) : null;

    private static bool IsApplied(LiveStream stream) => stream.Recorded.Run is not { IsLeftAlone: true } && stream.Metadata.Generation == stream.Recorded.ObservedGeneration
        && stream.Recorded.Conditions.All(c => c.Type != LiveStreamConditions.ChangesPending);

    // A provider whose account cannot be used does not say what it allows.
    protected override IReadOnlyList<Violation> Check() => LiveStreamRules.Blocking(Case);

    private LiveStreamCase Case => Resource.Case(Account is null ? null : Provider);
}
