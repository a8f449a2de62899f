using k8s.Models;
using Onair.Api.Connectors;
using Onair.Api.IvsChannels;
using Onair.Api.LiveStreams;
using Onair.Api.Rules;
using Onair.Operator.Connectors.Decisions;
using Onair.Operator.Connectors.Pods;
using Onair.Operator.Connectors.Targets;
using Onair.Operator.MediaProviders;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.Connectors;

/// <summary>What one round has learned of a Connector so far.</summary>
internal sealed class ConnectorRound(Connector connector, OperatorOptions options, TimeProvider time) : ReconcileRound<Connector>(connector, time)
{
    private readonly HashSet<string> _deleted = new(StringComparer.Ordinal);

    /// <summary>The LiveStream that the target names.</summary>
    public LiveStream? Stream { get; init; }

    /// <summary>The IvsChannel that the target names.</summary>
    public IvsChannel? Channel { get; init; }

    /// <summary>The pods of this connector.</summary>
    public List<V1Pod> Pods { get; } = [];

    /// <summary>What the spec refers to; null before it was read.</summary>
    public Resolution? Resolution { get; set; }

    /// <summary>Name of the Connector that feeds the target.</summary>
    public string? ClaimedBy { get; set; }

    public bool NetworkIsRestricted { get; set; }

    /// <summary>Whether the pod's plan is the declared one; null before it was compared.</summary>
    public bool? PlanIsCurrent { get; set; }

    /// <summary>The plan was compared a short while ago: what the spec refers to need not be read again in this round.</summary>
    public bool PlanIsKnown { get; init; }

    /// <summary>The pod was asked, and what it said.</summary>
    public (bool Asked, Onair.Connectors.ConnectorReport? Report) Answer { get; set; }

    /// <summary>The account of a media pipeline; null when it cannot be used, or is not needed.</summary>
    public ProviderAccount? Account { get; set; }

    /// <summary>The recorded media pipeline; null before it was looked at.</summary>
    public PipelineView? Pipeline { get; set; }

    /// <summary>Id of the media pipeline that was found by its tags; empty for none.</summary>
    public string? PipelineFound { get; set; }

    public bool PipelineIsDeleted { get; set; }

    /// <summary>The recorded attempt's pod.</summary>
    public V1Pod? Pod => AttemptPod.NameOf(Resource) is { } name ? Pods.FirstOrDefault(p => p.Metadata.Name == name) : null;

    /// <summary>The pod's deletion was accepted in this round.</summary>
    public void Deleted(string name) => _deleted.Add(name);

    /// <summary>Another attempt has begun: what was learned of the former one's pod does not hold.</summary>
    public void Forget() => (Resolution, NetworkIsRestricted, PlanIsCurrent, Answer) = (null, false, null, default);

    public ConnectorView View()
    {
        var name = AttemptPod.NameOf(Resource);
        var pods = Pods.Select(p => PodState.Of(p, Now)).Select(p => _deleted.Contains(p.Name) ? p with { Deleting = true } : p).ToList();
        var pod = pods.FirstOrDefault(p => p.Name == name);
        return Common(new ConnectorView
        {
            Now = Now,
            Spec = Resource.Spec,
            Status = Resource.Recorded,
            Target = Target(),
            SourceProblem = Resolution?.Source,
            Resolved = Resolution is not null || (PlanIsKnown && pod is not null),
            ClaimedBy = ClaimedBy,
            Pod = pod is null ? null : pod with { Asked = Answer.Asked, Report = Answer.Report },
            Strays = [.. pods.Where(p => p.Name != name)],
            NetworkIsRestricted = NetworkIsRestricted,
            Pipeline = Pipeline,
            PipelineFound = PipelineFound,
            PipelineIsDeleted = PipelineIsDeleted,
            Lag = TimeSpan.FromSeconds(options.ReadLagSeconds),
            PlanIsCurrent = PlanIsCurrent ?? (PlanIsKnown ? !Resource.Is(ConnectorConditions.ChangesPending) : null),
        });
    }

    protected override IReadOnlyList<Violation> Check() =>
        ConnectorRules.Check(new(Resource.Spec) { Stream = Stream, Channel = Channel, AllowedCidrs = options.Connector.AllowedCidrs });

    private TargetView Target() => Resolution?.Target ?? Resource.Spec.Target switch
    {
        { LiveStreamRef.Name: var stream } => TargetState.Of(stream, Stream, Now),
        { IvsChannelRef.Name: var channel } => TargetState.Of(channel, Channel),
        _ => new TargetView.Ready(),
    };
}
