using Onair.Api.ArchiveSplits;
using Onair.Api.Common;
using Onair.Operator.ArchiveSplits.Decisions;
using Onair.Operator.Reconciliation;
using static Onair.Api.ArchiveSplits.SplitSectionState;
using static Onair.Tests.Unit.Operator.ArchiveSplits.Decisions.SplitViews;

namespace Onair.Tests.Unit.Operator.ArchiveSplits.Decisions;

public sealed class DecideArchiveSplitTests
{
    private static readonly ProviderProblem NoProvider = new("CredentialsUnusable", "MediaProvider \"p\": gone.");

    internal static readonly (string What, ArchiveSplitView Split, string Step)[] Cases =
    [
        ("first of all the finalizer", Declared((0, 1)), "AddFinalizer"),
        ("a recording that nothing proves is not cut", Declared((0, 1)) with { HasFinalizer = true, IsProven = false }, "Stall RecordingNotProven"),
        ("without its source, a split looks for its own outputs", Accepted with { IsProven = false }, "LookForProof"),
        ("without them it cuts nothing more", Accepted with { IsProven = false, ProofAsked = true }, "Stall RecordingNotProven"),
        ("a deletion looks for them before it ends uploads", Accepted.With(0, Running, 1) with { IsProven = false, Deleting = true }, "LookForProof"),
        ("a deletion goes on without them", Accepted.With(0, Running, 1) with { IsProven = false, ProofAsked = true, Deleting = true }, "CancelWork"),
        ("a stream that is not there may come", Declared((0, 1)) with { HasFinalizer = true, SourceFound = false }, "Wait StreamMissing"),
        ("a stream that never ran may run", Declared((0, 1)) with { HasFinalizer = true, SessionFound = false }, "Wait NoSession"),
        ("bad input stalls", Declared((0, 1)) with { HasFinalizer = true, Violations = [new("f", "v", "r")] }, "Stall Invalid"),
        ("bad input is told before the missing session", Declared((0, 1)) with { HasFinalizer = true, SessionFound = false, Violations = [new("f", "v", "r")] }, "Stall Invalid"),
        ("no account", Declared((0, 1)) with { HasFinalizer = true, ProviderProblem = NoProvider }, "Wait CredentialsUnusable"),
        ("all is known", Declared((0, 1)) with { HasFinalizer = true }, "Accept"),
        ("paused", Declared((0, 1)) with { Paused = true }, "Wait Paused"),
        ("accepted: look what is recorded", Accepted, "LookAtArchive"),
        ("what is recorded is begun", Accepted with { Archive = Minute }, "Begin 0"),
        ("a stream that goes afterwards does not matter", Accepted with { Archive = Minute, SourceFound = false, SessionFound = false }, "Begin 0"),
        ("not indexed yet", Accepted with { Archive = Archive(5, notIndexed: 1) }, "Wait Waiting"),
        ("only the first is recorded, and it is begun without waiting for the rest", Accepted with { Archive = Archive(3), SessionOver = false }, "Begin 0"),
        ("none is recorded yet", Accepted with { Archive = Archive(1), SessionOver = false }, "Wait Waiting"),
        ("beyond the end of a session that is over", Accepted with { Archive = Archive(1) }, "Fail 0 final"),
        ("no archive at all", Accepted with { Archive = Archive(0) }, "Fail 0 final"),
        ("begun: is there something of it?", Accepted.With(0, Running, 1), "LookAtEngine 0"),
        ("nothing there: look at the archive", Seen(Accepted.With(0, Running, 1), new EngineView.None()), "LookAtArchive"),
        ("nothing there: start", Seen(Accepted.With(0, Running, 1), new EngineView.None()) with { Archive = Minute }, "Start 0"),
        ("it works: the next one", Seen(Accepted.With(0, Running, 1), new EngineView.Working(10)) with { Archive = Minute }, "Begin 1"),
        (
            "no more than may run at the same time", Accepted.With(0, Running, 1).With(1, Running, 1) with
            {
                Archive = Minute, Engines = new Dictionary<int, EngineView> { [0] = new EngineView.Working(1), [1] = new EngineView.Working(1) },
            },
            "Wait Cutting"
        ),
        ("done", Seen(Accepted.With(0, Running, 1), new EngineView.Succeeded(new())), "Finish 0"),
        ("failed, to be tried again", Seen(Accepted.With(0, Running, 2), new EngineView.Failed("boom")), "Fail 0"),
        ("failed for the last time", Seen(Accepted.With(0, Running, 3), new EngineView.Failed("boom")), "Fail 0 final"),
        ("failed in a way that trying again does not help", Seen(Accepted.With(0, Running, 1), new EngineView.Failed("taken", Final: true)), "Fail 0 final"),
        ("the next attempt is later; others go first", Accepted.With(0, Waiting, 1, "boom", Now.AddSeconds(1)) with { Archive = Minute }, "Begin 1"),
        ("the next attempt is now", Accepted.With(0, Waiting, 1, "boom", Now) with { Archive = Minute }, "Begin 0"),
        ("a Job of no attempt", All(Completed) with { StrayJobs = ["x-0-1"] }, "RemoveJob x-0-1"),
        ("all done", All(Completed), "Settle"),
        ("cut, and nobody can download it yet", All(Completed, signed: false), "WriteDownloads"),
        ("one is cut while another runs: its file is wanted now", Seen(Accepted.With(0, Running, 1).With(1, Completed, 1).With(2, Completed, 1), new EngineView.Working(1)), "WriteDownloads"),
        ("another is cut since", All(Completed, signed: false) with { Status = All(Completed).Status with { Downloads = Signed(2) } }, "WriteDownloads"),
        ("somebody has deleted or edited the Secret", All(Completed) with { DownloadsAreLost = true }, "WriteDownloads"),
        ("new URLs are asked for", All(Completed) with { Renew = "1" }, "WriteDownloads"),
        ("they were given", All(Completed) with { Renew = "1", Status = All(Completed).Status with { Downloads = Signed(3) with { Renewed = "1" } } }, "Settle"),
        ("the Secret cannot be written: it is cut all the same", All(Completed, signed: false) with { DownloadProblem = DownloadProblem.Taken("x") }, "Settle"),
        ("some failed", All(Completed).With(1, Failed, 3, "boom"), "Stall SectionsFailed"),
        ("some failed while others run", Seen(All(Completed).With(1, Failed, 3, "boom").With(0, Running, 1), new EngineView.Working(1)), "Wait Cutting"),
        ("retry", All(Completed).With(1, Failed, 3, "boom") with { Retry = "1" }, "RetryFailed 1"),
        ("retried already", Retried("1") with { Retry = "1" }, "Stall SectionsFailed"),
        ("an edit of what is carried out", Accepted with { Violations = [new("spec", "v", "r")] }, "Stall Invalid"),
        ("deletion, nothing begun: no account is needed", Accepted with { Deleting = true, ProviderProblem = NoProvider }, "RemoveFinalizer"),
        ("deletion without the account keeps the finalizer", Accepted.With(0, Running, 1) with { Deleting = true, ProviderProblem = NoProvider }, "Wait CredentialsUnusable"),
        ("deletion of what is wrong", Declared((0, 1)) with { Deleting = true, HasFinalizer = true, Violations = [new("f", "v", "r")] }, "RemoveFinalizer"),
        ("deletion cancels", All(Completed).With(0, Running, 1) with { Deleting = true }, "CancelWork"),
        ("deletion waits for what it has cancelled", All(Completed).With(0, Running, 1) with { Deleting = true, CancelSent = true }, "Wait Deleting"),
        ("deletion removes outputs", All(Completed) with { Deleting = true, WorkIsGone = true }, "RemoveOutputs"),
        ("deletion is done", All(Completed) with { Deleting = true, WorkIsGone = true, OutputsAreGone = true }, "RemoveFinalizer"),
        ("outputs that are to stay", Keeping(All(Completed)) with { Deleting = true, WorkIsGone = true }, "RemoveFinalizer"),
        ("deletion of what is paused waits", All(Completed) with { Deleting = true, Paused = true }, "Wait Paused"),
        ("deleted", All(Completed) with { Deleting = true, HasFinalizer = false }, "Settle"),
    ];

    public static TheoryData<string> Names => [.. Cases.Select(c => c.What)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_next_step_follows_from_what_is_known(string what)
    {
        var (_, split, step) = Cases.Single(c => c.What == what);
        Text(DecideArchiveSplit.Next(split)).ShouldBe(step);
    }

    [Fact]
    public void The_end_counts_the_sections_and_says_why_some_failed()
    {
        var stalled = DecideArchiveSplit.Next(All(Completed).With(1, Failed, 3, "boom")).ShouldBeOfType<Stall>();
        stalled.Message.ShouldBe("2 of 3 sections are cut, 1 failed. Section 1: boom. The annotation onair.dev/retry retries them.");
    }

    [Fact]
    public void Advises_to_retry_only_what_another_attempt_can_mend()
    {
        const string Beyond = "spec.sections[1].end: Invalid value: \"45\": must be within the session's recording, which ends at 30 s";
        const string Another = "Create another ArchiveSplit with another value of spec.sections[1].end: the spec cannot be edited.";
        var wrong = Wrong(All(Completed).With(1, Failed, 0, Beyond), 1);
        DecideArchiveSplit.Next(wrong).ShouldBeOfType<Stall>().Message.ShouldBe($"2 of 3 sections are cut, 1 failed. Section 1: {Beyond}. {Another}");
        DecideArchiveSplit.Next(Wrong(All(Completed).With(0, Failed, 3, "boom").With(1, Failed, 0, Beyond), 1)).ShouldBeOfType<Stall>().Message
            .ShouldEndWith($"{Another} The annotation onair.dev/retry retries the other failed sections.");
    }

    private static ArchiveSplitView Wrong(ArchiveSplitView split, int position) => split with
    {
        Status = split.Status with { Sections = [.. split.Status.Sections.Select(s => s.Position == position ? s with { WrongField = $"spec.sections[{position}].end" } : s)] },
    };

    private static ArchiveSplitView All(SplitSectionState state, bool signed = true) => Accepted.With(0, state, 1).With(1, state, 1).With(2, state, 1) is var all && signed
        ? all with { Status = all.Status with { Downloads = Signed(3) } } : all;

    private static SplitDownloadsStatus Signed(int sections) => new() { SecretName = "x-downloads", ExpiresAt = Now.AddDays(7), Sections = sections, Files = sections };

    private static ArchiveSplitView Seen(ArchiveSplitView split, EngineView first) => split with { Engines = new Dictionary<int, EngineView> { [0] = first } };

    private static ArchiveSplitView Keeping(ArchiveSplitView split) => split with { Spec = split.Spec with { DeletionPolicy = DeletionPolicy.Retain } };

    private static ArchiveSplitView Retried(string value)
    {
        var failed = All(Completed).With(1, Failed, 3, "boom");
        return failed with { Status = failed.Status with { Retry = value } };
    }

    private static string Text(ReconcileStep step) => step switch
    {
        ArchiveSplitStep.LookAtEngine s => $"LookAtEngine {s.Position}",
        ArchiveSplitStep.Begin s => $"Begin {s.Position}",
        ArchiveSplitStep.Start s => $"Start {s.Position}",
        ArchiveSplitStep.Finish s => $"Finish {s.Position}",
        ArchiveSplitStep.Fail s => $"Fail {s.Position}{(s.Final ? " final" : "")}",
        ArchiveSplitStep.RemoveJob s => $"RemoveJob {s.Name}",
        ArchiveSplitStep.RetryFailed s => $"RetryFailed {s.Value}",
        Wait s => $"Wait {s.Reason}",
        Stall s => $"Stall {s.Reason}",
        _ => step.GetType().Name,
    };
}
