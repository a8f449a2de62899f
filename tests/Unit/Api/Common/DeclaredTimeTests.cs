using System.Text.Json;
using Onair.Api;
using Onair.Api.LiveStreams;

namespace Onair.Tests.Unit.Api.Common;

public sealed class DeclaredTimeTests
{
    [Theory]
    [InlineData("2027-05-04T09:00:00+02:00")]
    [InlineData("2027-05-04T09:00:00Z")]
    [InlineData("2027-05-04T09:00:00.25Z")]
    [InlineData("2027-05-04T09:00:00.123-07:30")]
    public void A_declared_time_is_kept_as_it_was_written(string time)
    {
        var json = $$$"""{"spec":{"schedule":[{"start":"{{{time}}}","stop":"{{{time}}}"}]}}""";

        var window = JsonSerializer.Deserialize(json, OnairJsonContext.Default.LiveStream)!.Spec.Schedule.ShouldHaveSingleItem();

        window.Start.ShouldBe(DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture));
        var written = JsonSerializer.SerializeToNode(new LiveStream { Spec = new() { Schedule = [window] } }, OnairJsonContext.Default.LiveStream)!;
        ((string?)written["spec"]!["schedule"]![0]!["start"]).ShouldBe(time);
    }
}
