using Onair.Api.Connectors;
using Onair.Api.LiveStreams;
using Onair.Operator.Connectors.Decisions;
using Onair.Operator.Reconciliation;

namespace Onair.Tests.Unit.Operator.Connectors.Decisions;

/// <summary>What happens to a run when its target, its meeting or who pushes is edited: it goes on, or it ends first.</summary>
public sealed class AnotherRunTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly PodView Pod = new("townhall-abcde-1")
    {
        Address = "10.0.0.7",
        Asked = true,
        Report = new() { StartedAt = Noon, Source = 0, Pushing = [true], BytesOut = 1 },
    };

    private static readonly ConnectorSource Bars = new() { ColorBars = new() };

    [Theory]
    [InlineData("target")]
    [InlineData("pipeline")]
    public void A_pod_on_air_goes_on_until_the_next_start(string edit)
    {
        Next(OnAir(edit)).ShouldBe(new Settle());
        Next(OnAir(edit) with { Pod = Pod with { Asked = false, Report = null } }).ShouldBe(new ConnectorStep.AskPod());
        Next(OnAir(edit) with { Pod = Pod with { Report = null }, Status = PodRun() with { Source = "source" } }).ShouldBeOfType<Wait>();
    }

    [Theory]
    [InlineData("target")]
    [InlineData("pipeline")]
    public void A_run_that_nobody_sees_ends_at_once_and_then_the_declared_one_begins(string edit)
    {
        var view = OnAir(edit) with { Pod = Pod with { Report = Pod.Report! with { Pushing = [false] } } };

        Next(view).ShouldBe(new ConnectorStep.DeletePod(Pod.Name));
        Next(view with { Pod = Pod with { Deleting = true } }).ShouldBeOfType<Wait>().Reason.ShouldBe("Stopping");
        Next(view with { Pod = null }).ShouldBe(new ConnectorStep.EndRun());
        Next(view with { Pod = null, Status = new() }).ShouldBe(new ConnectorStep.Resolve());
    }

    [Theory]
    [InlineData("target")]
    [InlineData("pipeline")]
    public void An_edit_that_is_to_be_applied_at_once_ends_the_run_when_the_other_one_can_begin(string edit)
    {
        var view = Immediately(OnAir(edit));

        Next(view).ShouldBe(new ConnectorStep.Resolve());
        Next(view with { Resolved = true }).ShouldBe(new ConnectorStep.DeletePod(Pod.Name));
        Next(view with { Resolved = true, ClaimedBy = "first" }).ShouldBeOfType<Wait>().Reason.ShouldBe("TargetBusy");
        Next(view with { Resolved = true, SourceProblem = new Wait("ProviderMissing", "There is none.", WaitFor.Reference) }).ShouldBeOfType<Wait>();
        Next(view with { Target = new TargetView.Waits("ChannelStarting", "It starts."), RunTarget = new TargetView.Ready() }).ShouldBeOfType<Wait>().Reason.ShouldBe("ChannelStarting");
        Next(view with { Target = new TargetView.Off("It is stopped."), RunTarget = new TargetView.Ready() }).ShouldBe(new ConnectorStep.DeletePod(Pod.Name));
    }

    [Fact]
    public void The_end_of_the_target_that_is_fed_ends_the_run_whatever_is_declared_by_now() =>
        Next(OnAir("target") with { RunTarget = new TargetView.Off("It is stopped.") }).ShouldBe(new ConnectorStep.DeletePod(Pod.Name));

    [Theory]
    [InlineData("two", "aws")]
    [InlineData("one", "other")]
    public void A_pipeline_goes_on_until_the_next_start_and_ends_in_its_own_account(string meeting, string provider)
    {
        var view = Running(Pipeline(meeting, provider), PipelineRun());
        var pushing = view with { Pipeline = Seen(PipelineView.InProgress) };

        Next(view).ShouldBe(new ConnectorStep.Look(ChimeResource.Pipeline, ByTag: false));
        Next(pushing).ShouldBe(new Settle());
        Next(Immediately(pushing) with { Resolved = true }).ShouldBeOfType<ConnectorStep.Delete>().Resource.Id.ShouldBe("p");
        Next(view with { Pipeline = Seen("Failed") }).ShouldBeOfType<ConnectorStep.Delete>().Resource.Id.ShouldBe("p");
        // Without its account nobody knows whether it pushes.
        Next(view with { ProviderProblem = new("ProviderMissing", "It is gone.") }).ShouldBe(new Settle());
    }

    [Fact]
    public void A_pipeline_ends_before_there_is_a_pod()
    {
        var view = Immediately(Running(Bars, PipelineRun())) with { Pipeline = Seen(PipelineView.InProgress), Resolved = true };

        Next(view).ShouldBeOfType<ConnectorStep.Delete>().Resource.Id.ShouldBe("p");
        Next(view with { Pipeline = null, PipelineIsDeleted = true }).ShouldBe(new ConnectorStep.Look(ChimeResource.Pipeline, ByTag: false));
        Next(view with { Pipeline = PipelineView.Absent, PipelineIsDeleted = true }).ShouldBe(new ConnectorStep.ForgetPipeline());
        Next(view with { Status = view.Status with { ChimePipeline = null } }).ShouldBe(new ConnectorStep.EndRun());
    }

    [Fact]
    public void A_run_that_an_earlier_version_began_is_what_is_declared()
    {
        var status = PipelineRun();
        var view = Running(Pipeline("two", "aws"), status with { Run = status.Run! with { ChimePipeline = null, OnAirAt = Noon } });

        Next(view with { Pipeline = Seen(PipelineView.InProgress) }).ShouldBe(new Settle());
        view.NeedsAnotherRun.ShouldBeFalse();
    }

    private static ReconcileStep Next(ConnectorView view) => DecideConnector.Next(view);

    private static ConnectorView Immediately(ConnectorView view) => view with { Spec = view.Spec with { ApplyPolicy = ApplyPolicy.Immediately } };

    // A pod feeds LiveStream/event; the spec says something else by now.
    private static ConnectorView OnAir(string edit)
    {
        var view = Running(edit == "pipeline" ? Pipeline("one", "aws") : Bars, PodRun()) with { Pod = Pod };
        return edit == "target" ? view with { Spec = view.Spec with { Target = new() { LiveStreamRef = new() { Name = "other" } } } } : view;
    }

    private static ConnectorView Running(ConnectorSource source, ConnectorStatus status) => new()
    {
        Uid = "uid",
        HasFinalizer = true,
        Now = Noon,
        Spec = new() { State = ConnectorState.Running, Source = source, Target = new() { LiveStreamRef = new() { Name = "event" } } },
        Status = status,
        Target = new TargetView.Ready(),
    };

    private static ConnectorStatus PodRun() =>
        new() { Target = "LiveStream/event", Run = new() { Id = "abcde", Attempts = 1, StartedAt = Noon, OnAirAt = Noon } };

    private static PipelineView Seen(string state) => new("p", state) { HasTags = true, Arn = "arn:p", Tag = new("uid") };

    private static ConnectorStatus PipelineRun()
    {
        var status = PodRun();
        return status with
        {
            Run = status.Run! with { ChimePipeline = new() { MeetingArn = "one", Provider = "aws", Resolution = "HD" } },
            ChimePipeline = new() { Token = "t", Since = Noon.AddMinutes(-5), Id = "p" },
        };
    }

    private static ConnectorSource Pipeline(string meeting, string provider) =>
        new() { ChimePipeline = new() { MeetingArn = meeting, ProviderRef = new() { Name = provider } } };
}
