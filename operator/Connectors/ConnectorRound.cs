using k8s.Models;
using Onair.Api.Connectors;
using Onair.Api.MediaProviders;
using Onair.Api.Rules;
using Onair.Operator.AwsAccounts;
using Onair.Operator.Connectors.Decisions;
using Onair.Operator.Connectors.Pods;
using Onair.Operator.Connectors.Targets;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.Connectors;

/// <summary>What one round has learned of a Connector so far.</summary>
internal sealed class ConnectorRound(Connector connector, ConnectorView begun, OperatorOptions options, TimeProvider time)
    : ReconcileRound<Connector, ConnectorView>(connector, begun, time)
{
    private readonly HashSet<string> _deleted = new(StringComparer.Ordinal);

    /// <summary>The declared target.</summary>
    public required KnownTarget Target { get; init; }

    /// <summary>The target that the run pushes to.</summary>
    public required KnownTarget RunTarget { get; init; }

    /// <summary>The MediaProvider that the source names; null when it names none, or there is none.</summary>
    public MediaProvider? SourceProvider { get; init; }

    /// <summary>The pods of this connector.</summary>
    public List<V1Pod> Pods { get; } = [];

    /// <summary>What the spec refers to; null before it was read.</summary>
    public Resolution? Resolution { get; set; }

    /// <summary>The plan was compared in this round.</summary>
    public bool IsPlanCompared => Learned.PlanIsCurrent is not null;

    /// <summary>The plan was compared a short while ago: what the spec refers to need not be read again in this round.</summary>
    public bool PlanIsKnown { get; set; }

    /// <summary>The pod was asked, and what it said.</summary>
    public (bool Asked, Onair.Connectors.ConnectorReport? Report) Answer { get; set; }

    /// <summary>The account of a media pipeline; null when it cannot be used, or is not needed.</summary>
    public ProviderAccount? Account { get; set; }

    /// <summary>The recorded attempt's pod.</summary>
    public V1Pod? Pod => AttemptPod.NameOf(Resource) is { } name ? Pods.FirstOrDefault(p => p.Metadata.Name == name) : null;

    /// <summary>The pod's deletion was accepted in this round.</summary>
    public void Deleted(string name) => _deleted.Add(name);

    /// <summary>Another attempt or run begins: what was learned of the former one's pod does not hold.</summary>
    public void Forget()
    {
        (Resolution, Answer, PlanIsKnown) = (null, default, false);
        Learn(v => v with { NetworkIsRestricted = false, PlanIsCurrent = null, TakenPodName = null });
    }

    /// <summary>What is known when a round begins.</summary>
    public static ConnectorView Begun(Connector connector, OperatorOptions options, string? claimedBy, DateTimeOffset now) => new()
    {
        Uid = connector.Uid,
        Cluster = options.ClusterName,
        Now = now,
        Spec = connector.Spec,
        Status = connector.Recorded,
        ClaimedBy = claimedBy,
        Lag = TimeSpan.FromSeconds(options.ReadLagSeconds),
    };

    protected override ConnectorView Declared(ConnectorView view)
    {
        var name = AttemptPod.NameOf(Resource);
        var pods = Pods.Select(p => PodState.Of(p, Now)).Select(p => _deleted.Contains(p.Name) ? p with { Deleting = true } : p).ToList();
        var pod = pods.FirstOrDefault(p => p.Name == name);
        return view with
        {
            Spec = Resource.Spec,
            Status = Resource.Recorded,
            Target = Resolution?.Target ?? Target.At(Now),
            RunTarget = Resource.PushesTo() == Target.Text ? null : RunTarget.At(Now),
            SourceProblem = Resolution?.Source,
            Resolved = Resolution is not null || (PlanIsKnown && pod is not null),
            Pod = pod is null ? null : pod with { Asked = Answer.Asked, Report = Answer.Report },
            Strays = [.. pods.Where(p => p.Name != name)],
            PlanIsCurrent = view.PlanIsCurrent ?? (PlanIsKnown ? !Resource.Is(ConnectorConditions.ChangesPending) : null),
        };
    }

    protected override IReadOnlyList<Violation> Check() =>
        ConnectorRules.Check(new(Resource.Spec)
        {
            Namespace = Resource.Namespace(),
            Stream = Target.Stream,
            Channel = Target.Channel,
            Provider = SourceProvider?.Spec,
            AllowedCidrs = options.Connector.AllowedCidrs,
        });
}
