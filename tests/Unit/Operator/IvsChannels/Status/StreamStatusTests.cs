using Onair.Api.IvsChannels;
using Onair.Operator.IvsChannels.Decisions;
using Onair.Operator.IvsChannels.Status;

namespace Onair.Tests.Unit.Operator.IvsChannels.Status;

/// <summary>What the status says about the streams of a channel.</summary>
public sealed class StreamStatusTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, 0L, 0L)]
    [InlineData(0L, 1L, 1L)]
    [InlineData(3L, 4L, 4L)]
    [InlineData(1000L, 1099L, 1000L)] // below a tenth
    [InlineData(1000L, 1112L, 1112L)]
    [InlineData(1000L, 900L, 900L)]
    [InlineData(7L, -1L, 7L)] // IVS could not count
    [InlineData(7L, null, 7L)]
    public void The_number_of_viewers_is_written_when_it_differs_by_a_tenth(long? recorded, long? seen, long? shown) => ViewerCount.Shown(recorded, seen).ShouldBe(shown);

    [Fact]
    public void Viewers_of_the_former_stream_are_not_counted_for_the_next()
    {
        var first = After(new(), new("st-1", "HEALTHY", Noon, 500));
        first.Stream!.ViewerCount.ShouldBe(500);
        After(first, new("st-1", "HEALTHY", Noon, -1)).Stream!.ViewerCount.ShouldBe(500);

        After(first, new("st-2", "HEALTHY", Noon, -1)).Stream!.ViewerCount.ShouldBeNull();
    }

    [Fact]
    public void Each_push_is_a_session_that_ends()
    {
        var live = After(new(), new("st-1", "HEALTHY", Noon.AddMinutes(-5)));
        live.Sessions.ShouldBe([new() { Id = "st-1", StartedAt = Noon.AddMinutes(-5) }]);

        var next = After(live, new("st-2", "HEALTHY", Noon));
        next.Sessions.ShouldBe([new() { Id = "st-1", StartedAt = Noon.AddMinutes(-5), EndedAt = Noon }, new() { Id = "st-2", StartedAt = Noon }]);
        var over = After(next, SeenStream.Offline);
        over.Sessions.ShouldAllBe(s => s.EndedAt == Noon);
        ChannelConditions.Offline(next, 1, Noon).Sessions.ShouldAllBe(s => s.EndedAt == Noon);
        After(next, null).Sessions[^1].EndedAt.ShouldBeNull("nobody has asked");
    }

    [Fact]
    public void The_status_keeps_the_last_twenty_sessions()
    {
        var status = new IvsChannelStatus();
        for (var i = 1; i <= 25; i++) status = After(status, new($"st-{i}", "HEALTHY", Noon));

        (status.Sessions.Count, status.Sessions[0].Id, status.Sessions[^1].Id).ShouldBe((20, "st-6", "st-25"));
    }

    private static IvsChannelStatus After(IvsChannelStatus status, SeenStream? stream) => ChannelConditions.After(
        new()
        {
            Uid = "uid",
            Spec = new() { ProviderRef = new() { Name = "p" } },
            Status = status with { Resources = new() { Provider = "p", ChannelArn = "channel" } },
            Now = Noon,
            Stream = stream,
        },
        new IvsChannelStep.Settle([]), 1);
}
