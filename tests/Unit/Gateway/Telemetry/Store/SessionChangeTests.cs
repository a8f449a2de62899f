using Onair.Events.Data;
using Onair.Gateway.Telemetry.Store;

namespace Onair.Tests.Unit.Gateway.Telemetry.Store;

public sealed class SessionChangeTests
{
    [Fact]
    public void The_newest_event_says_whether_a_viewer_watches()
    {
        SessionChange.Of(0, 0, [Event(1, "stream_start")]).ShouldBe(new(true, 1, null, 0));
        SessionChange.Of(0, 0, [Event(1, "stream_start"), Event(2, "stream_pause")]).ShouldBe(new(false, 2, null, 0));
        SessionChange.Of(0, 0, [Event(3, "stream_resume"), Event(2, "stream_pause")]).ShouldBe(new(true, 3, null, 0));
        SessionChange.Of(2, 0, [Event(3, "stream_seek"), Event(4, "stream_quality_change")]).ShouldBe(new(null, 2, null, 0));
        SessionChange.Of(3, 0, [Event(4, "stream_error")]).ShouldBe(new(false, 4, null, 0));
    }

    [Fact]
    public void A_late_event_changes_nothing() => SessionChange.Of(5, 5, [Event(3, "stream_end"), Event(4, "stream_performance", new())]).ShouldBe(new(null, 5, null, 5));

    [Fact]
    public void The_newest_figures_count()
    {
        var newest = new ViewFigures { ViewDuration = 9 };

        SessionChange.Of(0, 0, [Event(4, "stream_performance", newest), Event(2, "stream_performance", new())]).ShouldBe(new(null, 0, newest, 4));
    }

    private static ViewerEvent Event(int number, string name, ViewFigures? figures = null) => new(number, name, DateTimeOffset.UnixEpoch, new() { Figures = figures });
}
