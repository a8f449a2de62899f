using System.Net;
using Onair.Api.Connectors;
using Onair.Connectors;
using Onair.Kubernetes.Secrets;
using Onair.Operator;
using Onair.Operator.Connectors;
using Onair.Operator.Connectors.Decisions;
using Onair.Operator.Connectors.Pods;
using Onair.Operator.Connectors.Status;
using Onair.Operator.Reconciliation;

namespace Onair.Tests.Unit.Docs.Readiness;

internal static class ConnectorReadiness
{
    public static IReadOnlyDictionary<Situation, ReadinessCase> Cases { get; } = new Dictionary<Situation, ReadinessCase>
    {
        [Situation.WrongToken] = Of("the target refuses the stream key", "viewers see nothing", false, Pushing(OnAir with { Pushing = [false], BytesOut = 0, PushMessage = "The target refuses the push." })),
        [Situation.WrongOrigin] = Of(
            "the page of the meeting answers 404", "viewers see nothing", false, Pushing(OnAir with { Source = null, Pushing = [], BytesOut = 0, Reason = "PageFailed", Message = "The page answered 404." })),
        [Situation.MissingSecret] = Of(
            "the Secret with the URL does not exist", "viewers see nothing", false,
            New with { SourceProblem = new Wait("SecretNotFound", "spec.source.meeting.urlSecretRef: Secret \"meeting\" does not exist.", WaitFor.Reference), Resolved = true }),
        [Situation.UnlabeledSecret] = Of(
            "the Secret with the URL lacks the label", "viewers see nothing", false,
            New with { SourceProblem = new Stall(SecretLabel.Refused, $"spec.source.meeting.urlSecretRef: {SecretLabel.Refusal("demo", "meeting")}."), Resolved = true }),
        [Situation.NoRoute] = Of("the target takes no bytes", "viewers see nothing", false, Pushing(OnAir with { SecondsSinceBytes = 30 })),
        [Situation.PodUnschedulable] = Of("no node has room for the pod", "viewers see nothing", false, New with { Resolved = true, PlanIsCurrent = true, Pod = PodState.Of(PodReadiness.Pending, Broken.Now) }),
        [Situation.Quota] = Of(
            "the account's quota of media pipelines is used up", "viewers see nothing", false, New,
            Error(Broken.Quota("Cannot create new media live connector pipeline. Limit reached", "ResourceLimitExceededException", HttpStatusCode.BadRequest))),
        [Situation.EncoderAway] = Of("the pod does not answer", "nobody knows", false, Pushing(null) with { Status = New.Status with { Run = New.Status.Run! with { OnAirAt = Broken.Now } } }),
        [Situation.ProviderAway] = Of("the Amazon Chime SDK does not answer", "viewers see nothing", false, New, Error(Broken.Quota("Internal error", "ServiceFailureException", HttpStatusCode.InternalServerError))),
    };

    private static ConnectorReport OnAir => new() { StartedAt = Broken.Now, Source = 0, Pushing = [true], BytesOut = 5 };

    private static ConnectorView New => new()
    {
        Now = Broken.Now,
        Spec = new() { State = ConnectorState.Running, Target = new() { LiveStreamRef = new() { Name = "event" } } },
        Status = new() { Target = "LiveStream/event", Run = new() { Id = "abcde", Attempts = 1, StartedAt = Broken.Now } },
        Target = new TargetView.Ready(),
    };

    private static ConnectorView Pushing(ConnectorReport? report) => New with
    {
        Resolved = true,
        PlanIsCurrent = true,
        Pod = new("townhall-abcde-1") { Address = "10.0.0.7", Asked = true, Report = report },
    };

    private static RoundEnd Error(Exception error)
    {
        var connector = new Connector { Metadata = new() { Uid = "uid", Name = "townhall", NamespaceProperty = "demo" } };
        var round = new ConnectorRound(connector, ConnectorRound.Begun(connector, new OperatorOptions(), null, Broken.Now), new OperatorOptions(), TimeProvider.System) { Target = new(""), RunTarget = new("") };
        var reconciler = new ConnectorReconciler(null!, null!, null!, null!, null!, null!, null!, null!, new OperatorOptions(), TimeProvider.System);
        return reconciler.OnError(error, new ConnectorStep.CreatePipeline(), round) switch
        {
            StepError.Ends ends => ends.End,
            StepError.Retries { Recorded: { } recorded } => recorded,
            var other => throw new InvalidOperationException($"{other}"),
        };
    }

    private static ReadinessCase Of(string what, string truth, bool works, ConnectorView view, RoundEnd? end = null) =>
        new(what, truth, works, ConnectorOutcome.After(view, end ?? DecideConnector.Next(view).End(), 1).Conditions);
}
