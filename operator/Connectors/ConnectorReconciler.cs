using System.Collections.Concurrent;
using Amazon.Runtime;
using k8s.Models;
using Onair.Api.Connectors;
using Onair.Api.IvsChannels;
using Onair.Api.LiveStreams;
using Onair.Aws;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.Resources;
using Onair.Operator.Connectors.Decisions;
using Onair.Operator.Connectors.Status;
using Onair.Operator.Connectors.Targets;
using Onair.Operator.Reconciliation;
using Onair.Primitives;

namespace Onair.Operator.Connectors;

/// <summary>What a Connector brings to the loop.</summary>
internal sealed class ConnectorReconciler(
    ConnectorActor actor, TargetClaims claims, ConnectorReportMetrics reports, ProviderLookup providers, Informer<LiveStream> streams, Informer<IvsChannel> channels, Informer<V1Pod> pods,
    WatchedSecrets<Connector> secrets, OperatorOptions options, TimeProvider time) : ResourceReconciler<Connector, ConnectorRound>
{
    /// <summary>The index of pods by the uid of their connector.</summary>
    public const string ByConnector = "connector";

    // How often the Secrets that a connector on air refers to are compared with what it was started with.
    private static readonly TimeSpan PlanInterval = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, long> _compared = new(StringComparer.Ordinal);

    // The pipelines whose deletion AWS has accepted: a write is the proof that a read is not. Nothing relies on it: a restart forgets it.
    private readonly ConcurrentDictionary<string, string> _deleted = new(StringComparer.Ordinal);

    public override int MaxSteps => 20;

    public override string? ProviderOf(Connector resource) => ConnectorRuns.Pipeline(resource.Spec, resource.Recorded)?.Provider;

    public override async Task<ConnectorRound> BeginAsync(Connector resource, CancellationToken cancellationToken)
    {
        var round = new ConnectorRound(resource, ConnectorRound.Begun(resource, options, claims.HeldBy(resource), time.GetUtcNow()), options, time)
        {
            Target = Known(resource, resource.Spec.Target.Text()),
            RunTarget = Known(resource, resource.PushesTo()),
            SourceProvider = resource.Spec.Source.ChimePipeline is { ProviderRef.Name: var source } ? providers.Find(source) : null,
            PlanIsKnown = IsPlanKnown(resource),
        };
        if (resource.Recorded.ChimePipeline?.Id is { } pipeline && _deleted.GetValueOrDefault(resource.Uid) == pipeline) round.Learn(v => v with { PipelineIsDeleted = true });
        // Anyone can create a pod with the label.
        round.Pods.AddRange(pods.ByIndex(ByConnector, resource.Uid).Where(pod => pod.IsControlledBy(resource)));
        await ConnectAsync(round, cancellationToken);
        return round;
    }

    public override ReconcileStep Decide(ConnectorRound round) => DecideConnector.Next(round.View);

    public override async Task ActAsync(ReconcileStep step, ConnectorRound round, CancellationToken cancellationToken)
    {
        await actor.DoAsync(step, round, cancellationToken);
        if (step is ConnectorStep.Delete delete) _deleted[round.Resource.Uid] = delete.Resource.Id;
        // The next run may be in another account.
        if (step is ConnectorStep.EndRun) await ConnectAsync(round, cancellationToken);
    }

    public override StepError OnError(Exception error, ReconcileStep step, ConnectorRound round)
    {
        if (error is not AmazonServiceException) return new StepError.Retries();
        var aws = AwsErrorReader.Classify(error);
        var end = AwsFailure.EndOf(aws, $"{Name(step)}: {aws.Message}", ready: false, step is ConnectorStep.CreatePipeline ? "media pipeline" : null)!;
        return AwsFailure.IsPassing(error) ? new StepError.Retries(end) : new StepError.Ends(end);
    }

    public override Connector AtEnd(RoundEnd end, ConnectorRound round) =>
        round.Resource.With(ConnectorOutcome.After(round.View, end, round.Resource.Metadata.Generation));

    public override string DeletedMessage(Connector resource) => "Everything of the connector has stopped.";

    public override bool FreesQuota(ReconcileStep step) => step is ConnectorStep.ForgetPipeline;

    public override void Ended(RoundEnd end, ConnectorRound round)
    {
        if (round.IsPlanCompared) _compared[round.Resource.Uid] = time.GetTimestamp();
        reports.Keep(round.Resource, round.Answer.Report);
        claims.ReleaseUnrecorded(round.Before);
    }

    public override TimeSpan? RequeueAfter(RoundEnd end, ConnectorRound round) => end switch
    {
        { WaitsForQuota: true } => About(options.QuotaPollSeconds),
        // Secrets and ConfigMaps are not watched.
        Stall or Wait { For: WaitFor.Reference } => About(15),
        _ when round.Resource.Recorded.ChimePipeline is not null => About(end is Settle ? options.RunningPollSeconds : options.TransitionPollSeconds),
        // A change of another object triggers a reconcile before.
        _ when round.Pod is null => About(60),
        _ => About(round.Resource.Is(ConnectorConditions.OnAir) ? options.Connector.ReportPollSeconds : options.Connector.StartPollSeconds),
    };

    public override void Forget(Connector resource)
    {
        _compared.TryRemove(resource.Uid, out _);
        _deleted.TryRemove(resource.Uid, out _);
        reports.Keep(resource, null);
        claims.Release(resource);
    }

    private async Task ConnectAsync(ConnectorRound round, CancellationToken cancellationToken)
    {
        (round.Account, round.ProviderProblem) = (null, null);
        if (ProviderOf(round.Resource) is { } provider)
            round.Account = await providers.AccountAsync(
                round, provider, round.Resource.Spec.Source.ChimePipeline?.ProviderRef.Name, "spec.source.chimePipeline.providerRef.name", cancellationToken);
    }

    private KnownTarget Known(Connector connector, string text) => text.Split('/') switch
    {
        ["LiveStream", var name] => new(text) { Stream = streams.Get(new NamespacedName(connector.Namespace(), name)) },
        ["IvsChannel", var name] => new(text) { Channel = channels.Get(new NamespacedName(connector.Namespace(), name)) },
        _ => new(text),
    };

    private bool IsPlanKnown(Connector connector) => secrets.Suspicion(connector.Uid) is null
        && connector.Is(ConnectorConditions.OnAir) && connector.Metadata.Generation == connector.Recorded.ObservedGeneration
        && _compared.TryGetValue(connector.Uid, out var last) && time.GetElapsedTime(last) < PlanInterval;

    private static string Name(ReconcileStep step) => step switch
    {
        ConnectorStep.CreatePipeline => "Creating the media pipeline",
        ConnectorStep.Look { ByTag: true } => "Looking for the media pipeline",
        ConnectorStep.Look or ConnectorStep.ReadPipelineTags => "Looking at the media pipeline",
        ConnectorStep.Delete => "Deleting the media pipeline",
        _ => step.GetType().Name,
    };

    private static TimeSpan About(double seconds) => Jitter.Around(TimeSpan.FromSeconds(seconds));
}
