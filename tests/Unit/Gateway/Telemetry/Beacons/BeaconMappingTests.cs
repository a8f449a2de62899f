using Onair.Gateway.Telemetry.Beacons;

namespace Onair.Tests.Unit.Gateway.Telemetry.Beacons;

public sealed class BeaconMappingTests
{
    private static readonly DateTimeOffset Received = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1_600_000_005_000, 1_600_000_000_000, -5)]
    [InlineData(4_000_000_000_000, 3_999_999_999_000, -1)]
    [InlineData(1_600_000_000_000, 1_600_000_999_000, 0)]
    [InlineData(1_700_000_000_000, 1_600_000_000_000, -172_800)]
    public void An_event_happened_so_long_ago_as_the_page_says_whatever_its_clock_shows(long sent, long at, double seconds) =>
        BeaconMapping.TimeOf(sent, at, Received).ShouldBe(Received.AddSeconds(seconds));

    [Theory]
    [InlineData(75, 100, "high")]
    [InlineData(74, 100, "medium")]
    [InlineData(25, 100, "medium")]
    [InlineData(24, 100, "low")]
    [InlineData(0, 0, "high")]
    public void Engagement_is_how_much_of_the_time_a_viewer_watched(double watched, double elapsed, string engagement) =>
        BeaconMapping.EngagementOf(watched, elapsed).ShouldBe(engagement);

    [Fact]
    public void An_event_keeps_its_number_and_its_members()
    {
        var body = new BeaconBody
        {
            Session = "s",
            Sent = 1_600_000_005_000,
            Events = [new() { Id = 7, Type = "stream_seek", At = 1_600_000_000_000, Position = 30, From = 12 }],
        };

        var stored = BeaconMapping.Of(body, Received).ShouldHaveSingleItem();

        (stored.Number, stored.Name, stored.At, stored.Data.Position, stored.Data.From).ShouldBe((7, "stream_seek", Received.AddSeconds(-5), 30, 12));
    }
}
