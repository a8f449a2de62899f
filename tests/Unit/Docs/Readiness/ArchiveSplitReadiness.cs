using Amazon.S3;
using Onair.Api.ArchiveSplits;
using Onair.Operator;
using Onair.Operator.ArchiveSplits;
using Onair.Operator.ArchiveSplits.Decisions;
using Onair.Operator.ArchiveSplits.Status;
using Onair.Operator.Reconciliation;
using Onair.Tests.Unit.Operator.ArchiveSplits.Decisions;

namespace Onair.Tests.Unit.Docs.Readiness;

internal static class ArchiveSplitReadiness
{
    public static IReadOnlyDictionary<Situation, ReadinessCase> Cases { get; } = new Dictionary<Situation, ReadinessCase>
    {
        [Situation.WrongToken] = Of("AWS refuses the provider's credentials", "there is no file", false, SplitViews.Accepted, Error(Broken.Credentials)),
        [Situation.WrongOrigin] = Of(
            "the archive bucket does not exist", "there is no file", false, SplitViews.Accepted,
            Error(new AmazonS3Exception("The specified bucket does not exist", null, Amazon.Runtime.ErrorType.Sender, "NoSuchBucket", "r", System.Net.HttpStatusCode.NotFound))),
        [Situation.MissingSecret] = Of("the Secret of the provider does not exist", "there is no file", false, SplitViews.Accepted with { ProviderProblem = Broken.Secret }),
        [Situation.UnlabeledSecret] = Of("the Secret of the provider lacks the label", "there is no file", false, SplitViews.Accepted with { ProviderProblem = Broken.Unlabeled }),
        [Situation.PodUnschedulable] = Of("no node has room for the pod", "there is no file", false, SplitViews.Accepted.With(0, SplitSectionState.Running, 1) with
        {
            Archive = SplitViews.Minute,
            Parallel = 1,
            Engines = new Dictionary<int, EngineView> { [0] = new EngineView.Working(0, null, PodReadiness.Unschedulable) },
        }),
        [Situation.Quota] = Of("the account's quota of jobs is used up", "there is no file", false, SplitViews.Accepted, Error(Broken.Quota("You have reached the maximum number of jobs: the quota is 20"))),
        [Situation.ProviderAway] = Of("S3 does not answer", "there is no file", false, SplitViews.Accepted, Error(Broken.Silence)),
    };

    private static RoundEnd Error(Exception error)
    {
        var split = new ArchiveSplit { Metadata = new() { Uid = "uid", Name = "talks", NamespaceProperty = "demo" }, Status = new() { ArchivePath = "s3://onair-archive/show" } };
        var round = new ArchiveSplitRound(split, ArchiveSplitRound.Begun(split, new OperatorOptions(), Broken.Now), new OperatorOptions(), TimeProvider.System) { Others = [], Jobs = [] };
        var reconciler = new ArchiveSplitReconciler(null!, null!, null!, null!, null!, null!, null!, null!, new OperatorOptions(), TimeProvider.System);
        return reconciler.OnError(error, new ArchiveSplitStep.LookAtArchive(), round) switch
        {
            StepError.Ends ends => ends.End,
            StepError.Retries { Recorded: { } recorded } => recorded,
            var other => throw new InvalidOperationException($"{other}"),
        };
    }

    private static ReadinessCase Of(string what, string truth, bool works, ArchiveSplitView view, RoundEnd? end = null) =>
        new(what, truth, works, SplitConditions.After(view, end ?? DecideArchiveSplit.Next(view).End(), 1).Conditions);
}
