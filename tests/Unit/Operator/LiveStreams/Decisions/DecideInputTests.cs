using Onair.Operator.LiveStreams.Decisions;

namespace Onair.Tests.Unit.Operator.LiveStreams.Decisions;

/// <summary>Receiving means observed.</summary>
public sealed class DecideInputTests
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(5, null)] // MediaLive still probes: no alert yet is not video
    [InlineData(29, null)]
    [InlineData(30, true)]
    public void A_channel_that_has_just_come_up_without_alerts_is_not_known_to_receive(int seconds, bool? expected) =>
        DecideInput.Receives([], 1, TimeSpan.FromSeconds(seconds), Grace).ShouldBe(expected);

    [Theory]
    [InlineData("Initial Probe is Taking Longer Than Expected")]
    [InlineData("RTMP Stream Not Found")]
    [InlineData("RTMP Has No Audio/Video")]
    [InlineData("Video Not Detected")]
    [InlineData("HTTP Get Failed")]
    [InlineData("RTMP Server Disconnected")]
    [InlineData("RTMP Input Connect Failed")]
    public void An_alert_about_the_input_counts_at_once(string type) =>
        DecideInput.Receives([("0", type)], 1, TimeSpan.FromSeconds(1), Grace).ShouldBe(false);

    [Fact]
    public void One_of_two_pipelines_is_enough() =>
        DecideInput.Receives([("0", "RTMP Stream Not Found"), ("0", "Video Not Detected")], 2, TimeSpan.FromHours(1), Grace).ShouldBe(true);

    [Fact]
    public void Alerts_about_other_things_do_not_count() =>
        DecideInput.Receives([("0", "Audio Not Detected")], 1, TimeSpan.FromHours(1), Grace).ShouldBe(true);
}
