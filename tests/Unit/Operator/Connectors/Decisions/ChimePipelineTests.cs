using Onair.Api.Common;
using Onair.Api.Connectors;
using Onair.Operator.Connectors.Decisions;
using Onair.Operator.Reconciliation;

namespace Onair.Tests.Unit.Operator.Connectors.Decisions;

/// <summary>A media pipeline bills until it is deleted: neither one NotFound nor a status that names another one gives it up.</summary>
public class ChimePipelineTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void One_NotFound_is_counted_and_gives_nothing_up(bool runs)
    {
        var view = View(runs) with { Pipeline = PipelineView.Absent };

        DecideConnector.Next(view).ShouldBe(new ConnectorStep.RecordMissing(ChimeResource.Pipeline));
        var wait = DecideConnector.Next(view with { MissingIsCounted = true }).ShouldBeOfType<Wait>();
        wait.Message.ShouldBe("AWS does not find the media pipeline p. Onair takes it for ended only after AWS has repeatedly failed to find it.");
    }

    [Theory]
    [InlineData(true, "RecordPipelineEnd")]
    [InlineData(false, "ForgetPipeline")]
    public void A_pipeline_that_is_not_found_again_and_again_is_looked_for_by_its_tags_first(bool runs, string then)
    {
        var view = View(runs, new() { Resource = "Pipeline", Looks = 3, Since = Noon.AddMinutes(-2) }) with { Pipeline = PipelineView.Absent };

        DecideConnector.Next(view).ShouldBe(new ConnectorStep.Look(ChimeResource.Pipeline, ByTag: true));
        DecideConnector.Next(view with { PipelineFound = new("own") { Tag = new("uid") } }).ShouldBe(new ConnectorStep.RecordId(ChimeResource.Pipeline, "own"));
        DecideConnector.Next(view with { PipelineFound = PipelineView.Absent }).GetType().Name.ShouldBe(then);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_pipeline_that_was_not_found_and_turns_up_again_is_no_longer_missing(bool runs)
    {
        var view = View(runs, new() { Resource = "Pipeline", Looks = 1, Since = Noon }) with { Pipeline = Seen("uid") };

        DecideConnector.Next(view).ShouldBeOfType(runs ? typeof(ConnectorStep.RecordFound) : typeof(ConnectorStep.Delete));
    }

    [Fact]
    public void An_accepted_deletion_is_the_proof_that_a_read_is_not() =>
        DecideConnector.Next(View(runs: false) with { Pipeline = PipelineView.Absent, PipelineIsDeleted = true }).ShouldBe(new ConnectorStep.ForgetPipeline());

    [Fact]
    public void Tags_are_read_before_a_pipeline_is_ended_and_not_while_it_pushes()
    {
        var pushing = new PipelineView("p", PipelineView.InProgress) { Arn = "arn:p" };

        DecideConnector.Next(View(runs: true) with { Pipeline = pushing }).ShouldBe(new Settle());
        DecideConnector.Next(View(runs: false) with { Pipeline = pushing }).ShouldBe(new ConnectorStep.ReadPipelineTags());
        DecideConnector.Next(View(runs: false) with { Pipeline = Seen("uid") }).ShouldBeOfType<ConnectorStep.Delete>().Resource.Id.ShouldBe("p");
    }

    [Theory]
    [InlineData(true, "Failed")]
    [InlineData(false, PipelineView.InProgress)]
    public void Somebody_elses_pipeline_is_not_ended_and_the_own_one_is_looked_for(bool runs, string state)
    {
        var view = View(runs) with { Pipeline = Seen("other") with { State = state } };

        DecideConnector.Next(view).ShouldBe(new ConnectorStep.Look(ChimeResource.Pipeline, ByTag: true));
        DecideConnector.Next(view with { PipelineFound = new("own") { Tag = new("uid") } }).ShouldBe(new ConnectorStep.RecordId(ChimeResource.Pipeline, "own"));
        DecideConnector.Next(view with { PipelineFound = PipelineView.Absent }).GetType().Name.ShouldBe(runs ? "RecordPipelineEnd" : "ForgetPipeline");
    }

    [Fact]
    public void A_pipeline_without_a_tag_is_left_as_it_is() =>
        DecideConnector.Next(View(runs: false) with { Pipeline = Seen("other") with { Tag = null } }).ShouldBeOfType<Stall>().Reason.ShouldBe("NotTagged");

    private static PipelineView Seen(string owner) => new("p", PipelineView.InProgress) { HasTags = true, Arn = "arn:p", Tag = new(owner) };

    private static ConnectorView View(bool runs, MissingResource? missing = null) => new()
    {
        Uid = "uid",
        HasFinalizer = true,
        Now = Noon,
        Spec = new()
        {
            State = runs ? ConnectorState.Running : ConnectorState.Stopped,
            Source = new() { ChimePipeline = new() { MeetingArn = "one", ProviderRef = new() { Name = "aws" } } },
            Target = new() { LiveStreamRef = new() { Name = "event" } },
        },
        Status = new()
        {
            Target = "LiveStream/event",
            Run = new() { Id = "abcde", Attempts = 1, StartedAt = Noon, OnAirAt = Noon, ChimePipeline = new() { MeetingArn = "one", Provider = "aws", Resolution = "HD" } },
            ChimePipeline = new() { Token = "t", Since = Noon.AddMinutes(-5), Id = "p", Missing = missing },
        },
        Target = new TargetView.Ready(),
    };
}
