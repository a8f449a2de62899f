using static Onair.Tests.Integration.Telemetry.StoreRig;

namespace Onair.Tests.Integration.Telemetry;

/// <summary>Who watches, from known events: the SQL that counts and sums.</summary>
public sealed class AudienceTests : IAsyncLifetime
{
    private StoreRig _rig = null!;

    public async Task InitializeAsync() => _rig = await StartAsync();

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task Sums_are_those_of_the_events()
    {
        var (show, other, counter) = (Stream("show"), Stream("other"), _rig.NewCounter());
        var (first, second, paused, left) = (NewSession(), NewSession(), NewSession(), NewSession());
        await _rig.ReportAsync(first, show, Event(1, "stream_start"), Figures(2, played: 30, waited: 2, startup: 0.5));
        await _rig.ReportAsync(second, show, Event(1, "stream_start"), Figures(2, played: 50, waited: 0, startup: 1, latency: 6));
        await _rig.ReportAsync(paused, show, Event(1, "stream_start"), Figures(2, played: 20, waited: 0, startup: 3), Event(3, "stream_pause"));
        // A page that was only opened is no view, and one that says nothing more is no viewer.
        await _rig.ReportAsync(NewSession(), show);
        await _rig.ReportAsync(left, other, Event(1, "stream_start"), Figures(2, played: 9, waited: 0));
        await _rig.QueryAsync($"UPDATE onair_telemetry.sessions SET seen_at = now() - interval '46 seconds' WHERE id = '{left.Text}'");
        await counter.CountAsync(CancellationToken.None);
        await _rig.ReportAsync(second, show, Figures(4, played: 55, waited: 1, startup: 9, latency: 8));
        // A figure that comes late says nothing new.
        await _rig.ReportAsync(second, show, Figures(3, played: 52, waited: 0.5, latency: 7));
        await counter.CountAsync(CancellationToken.None);

        var audience = await _rig.ReadAsync("show");

        (audience.Viewers, audience.Views, audience.Days).ShouldBe((2, 3, 30));
        audience.HoursWatched.ShouldBe(Math.Round(105 / 3600.0, 4));
        audience.RebufferRatio.ShouldBe(Math.Round(3 / 108.0, 6));
        (audience.StartupP50, audience.StartupP95, audience.LatencyP95).ShouldBe((Bucket(1), Bucket(3), Bucket(8)));
        (audience.StartupP50!.Value, audience.LatencyP95!.Value).ShouldSatisfyAllConditions(f => f.Item1.ShouldBeInRange(1, 1.05), f => f.Item2.ShouldBeInRange(8, 8.4));
        counter.Viewers.ShouldBe([("talks/livestreams/show", 2L)]);
        var quiet = await _rig.ReadAsync("other");
        (quiet.Viewers, quiet.Views, quiet.HoursWatched, quiet.RebufferRatio, quiet.StartupP50, quiet.LatencyP95).ShouldBe((0, 1, 0.0025, 0, null, null));
        (await _rig.ReadAsync("nothing")).Views.ShouldBe(0);
    }

    [Fact]
    public async Task Replicas_that_count_at_once_count_nothing_twice()
    {
        var (show, counters) = (Stream("show"), Enumerable.Range(0, 3).Select(_ => _rig.NewCounter()).ToList());
        var sessions = Enumerable.Range(0, 60).Select(_ => NewSession()).ToList();
        foreach (var round in Enumerable.Range(1, 3))
        {
            await Task.WhenAll(sessions.Select(s => _rig.ReportAsync(s, show, Event(round * 2, "stream_start"), Figures((round * 2) + 1, played: round * 10, waited: round, startup: 1))));
            await Task.WhenAll(counters.Select(c => c.CountAsync(CancellationToken.None)));
        }

        var audience = await _rig.ReadAsync("show");

        (audience.Viewers, audience.Views).ShouldBe((60, 60));
        audience.HoursWatched.ShouldBe(Math.Round(60 * 30 / 3600.0, 4));
        audience.RebufferRatio.ShouldBe(Math.Round(3 / 33.0, 6));
        (await _rig.QueryAsync("SELECT sum(count) FROM onair_telemetry.audience_distribution")).ShouldBe("60");
    }

    [Fact]
    public async Task A_page_cannot_report_more_than_the_time_that_has_passed()
    {
        await _rig.ReportAsync(NewSession(), Stream("show"), Event(1, "stream_start"), Figures(2, played: 300_000, waited: 300_000));
        await _rig.NewCounter().CountAsync(CancellationToken.None);

        (await _rig.ReadAsync("show")).HoursWatched.ShouldBe(60 / 3600.0, 0.003);
    }

    // A bucket ends a twentieth later than the one before, from 10 ms on.
    private static double Bucket(double seconds) => Math.Round(0.01 * Math.Pow(1.05, Math.Ceiling(Math.Log(seconds / 0.01) / Math.Log(1.05))), 3);
}
