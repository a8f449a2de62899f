using Onair.ConnectorPod.Reports;
using Onair.Connectors;

namespace Onair.Tests.Unit.ConnectorPod.Reports;

public sealed class ReportTests
{
    private readonly FakeTime _time = new();
    private readonly ReportBoard _board;

    public ReportTests() => _board = new ReportBoard(2, _time);

    [Fact]
    public void Stages_are_in_the_order_of_the_way_to_the_air_with_the_latest_time()
    {
        _board.Reached(ConnectorStages.Sound);
        _time.Advance(1);
        _board.Reached(ConnectorStages.Display);
        _time.Advance(1);
        _board.Reached(ConnectorStages.Sound);

        var report = _board.Read();

        report.Stages.ShouldBe([new(ConnectorStages.Display, report.StartedAt.AddSeconds(1)), new(ConnectorStages.Sound, report.StartedAt.AddSeconds(2))]);
    }

    [Fact]
    public void The_push_is_reached_when_all_targets_take_it_and_the_flow_when_bytes_follow()
    {
        _board.PushAccepted(0);
        _board.Sent(0, 10);
        _board.Read().Stages.ShouldNotContain(s => s.Name == ConnectorStages.Push);

        _time.Advance(1);
        _board.PushAccepted(1);
        _board.Sent(1, 5);

        var report = _board.Read();
        report.Pushing.ShouldBe([true, true]);
        report.BytesOut.ShouldBe(15);
        report.Stages.Select(s => (s.Name, (s.At - report.StartedAt).TotalSeconds)).ShouldBe([(ConnectorStages.Push, 1d), (ConnectorStages.Flow, 1d)]);
    }

    [Fact]
    public void The_target_that_has_waited_longest_for_bytes_counts()
    {
        _board.PushAccepted(0);
        _board.PushAccepted(1);
        _board.Sent(0, 10);
        _board.Read().SecondsSinceBytes.ShouldBeNull("the second target has none yet");
        _board.Sent(1, 10);
        _time.Advance(7);
        _board.Sent(0, 10);
        _board.Read().SecondsSinceBytes.ShouldBe(7);

        // A new connection begins at zero.
        _board.PushFailed(1, "the connection was lost");
        _board.PushAccepted(1);
        _board.Read().SecondsSinceBytes.ShouldBe(0);
    }

    [Fact]
    public void A_push_that_breaks_off_is_a_restart_and_one_that_never_came_is_not()
    {
        _board.PushFailed(0, "the target refuses");
        _board.PushAccepted(1);
        _board.PushFailed(1, "the connection was lost");

        var report = _board.Read();
        report.Restarts.ShouldBe(1);
        report.PushMessage.ShouldBe("the target refuses");
        report.Pushing.ShouldBe([false, false]);
    }

    [Fact]
    public void While_a_fallback_is_shown_the_report_says_why()
    {
        _board.Showing(0, null, null);
        _board.Showing(1, "PictureFrozen", "the picture has not changed");

        var report = _board.Read();
        (report.Source, report.Reason, report.Message).ShouldBe((1, "PictureFrozen", "the picture has not changed"));
    }

    [Fact]
    public void Metrics_are_in_the_text_format()
    {
        _board.Restarted("sound");
        _board.Restarted("browser");
        _board.PushAccepted(0);
        _board.Calibrated(0.0712);
        _time.Advance(2.5);
        _board.Reached(ConnectorStages.Picture);

        var text = MetricsText.Write(_board.Read(), _board.Restarts);

        text.ShouldContain("# TYPE onair_connector_frames_out_total counter\nonair_connector_frames_out_total 0\n");
        text.ShouldContain("onair_connector_restarts_total{part=\"browser\"} 1\nonair_connector_restarts_total{part=\"sound\"} 1\n");
        text.ShouldContain("onair_connector_pushing{target=\"0\"} 1\nonair_connector_pushing{target=\"1\"} 0\n");
        text.ShouldContain("onair_connector_audio_delay_seconds 0.0712\n");
        text.ShouldContain("onair_connector_stage_seconds{stage=\"Picture\"} 2.5\n");
        text.ShouldNotContain("onair_connector_source ");
    }
}
