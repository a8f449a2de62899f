using System.Globalization;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Gateway.Streams;
using static Onair.Tests.Unit.Gateway.Streams.Samples;

namespace Onair.Tests.Unit.Gateway.Streams;

public sealed class StreamTimesTests
{
    private static readonly DateTimeOffset Opened = At(1_799_999_000);

    [Fact]
    public void A_start_counts_from_its_request_also_when_its_session_comes_later()
    {
        var requested = Opened.AddSeconds(-3);

        StreamTimes.LastStarted(Started(Stream(), requested)).ShouldBe(requested);
        StreamTimes.LastStarted(Started(OnAir(), requested)).ShouldBe(requested);
    }

    [Fact]
    public void A_start_by_others_counts_from_its_session()
    {
        StreamTimes.LastStarted(OnAir()).ShouldBe(Opened);
        // The request's own session is the first one.
        StreamTimes.LastStarted(Started(OnAir(), At(1_799_980_000))).ShouldBe(Opened);
    }

    [Fact]
    public void A_stop_counts_from_its_request_also_when_its_session_ends_later()
    {
        var requested = Opened.AddHours(1);

        StreamTimes.LastStopped(Stopped(OnAir(), requested)).ShouldBe(requested);
        StreamTimes.LastStopped(Stopped(Ended(requested.AddSeconds(40)), requested)).ShouldBe(requested);
    }

    [Fact]
    public void A_stop_by_others_counts_from_its_session()
    {
        var end = Opened.AddHours(1);

        StreamTimes.LastStopped(Ended(end)).ShouldBe(end);
        StreamTimes.LastStopped(Stopped(Ended(end), Opened.AddSeconds(-1))).ShouldBe(end);
        StreamTimes.LastStopped(OnAir(s => s.Status = s.Recorded with { Hold = new() { SessionId = "second", Since = end } })).ShouldBe(end);
    }

    [Theory]
    [InlineData(StreamState.Running, null, null, true)]
    [InlineData(StreamState.Running, "second", null, false)]
    [InlineData(StreamState.Running, "second", "first", false)]
    [InlineData(StreamState.Running, "second", "second", true)]
    public void Started_is_what_is_declared_unless_the_cost_guard_holds_it(StreamState state, string? held, string? resumed, bool started)
    {
        var stream = OnAir(s =>
        {
            s.Spec = s.Spec with { State = state };
            if (held is not null) s.Status = s.Recorded with { Hold = new() { SessionId = held, Since = Now } };
            if (resumed is not null) s.Metadata.Annotations[Annotations.Resume] = resumed;
        });

        StreamTimes.IsStarted(stream, isStuck: false, Now).ShouldBe(started);
    }

    [Fact]
    public void A_stream_is_started_from_the_accepted_request_on_and_not_before_a_start_is_known()
    {
        var running = Stream(s => s.Spec = s.Spec with { State = StreamState.Running });

        StreamTimes.IsStarted(running, isStuck: false, Now).ShouldBeFalse();
        StreamTimes.IsStarted(Started(running, Now), isStuck: false, Now).ShouldBeTrue();
    }

    [Fact]
    public void A_problem_keeps_a_stream_from_being_started_and_ends_no_session()
    {
        StreamTimes.IsStarted(Started(Stream(s => s.Spec = s.Spec with { State = StreamState.Running }), Now), isStuck: true, Now).ShouldBeFalse();
        StreamTimes.IsStarted(OnAir(), isStuck: true, Now).ShouldBeTrue();
    }

    [Fact]
    public void Whenever_started_turns_false_last_stopped_is_set()
    {
        var declared = OnAir(s => s.Spec = s.Spec with { State = StreamState.Stopped });
        var first = declared.With(declared.Recorded with { Sessions = [declared.Recorded.Sessions[1]] });

        // By kubectl, and the operator has not acted yet.
        (StreamTimes.IsStarted(first, isStuck: false, Now), StreamTimes.LastStopped(first)).ShouldBe((true, null));
        // The operator stops the channel.
        var stopping = first.With(first.Recorded with { Sessions = [first.Recorded.Sessions[0] with { StoppingAt = Now }] });
        (StreamTimes.IsStarted(stopping, isStuck: false, Now), StreamTimes.LastStopped(stopping)).ShouldBe((false, Now));
        // By a request.
        var requested = Stopped(first, Now);
        (StreamTimes.IsStarted(requested, isStuck: false, Now), StreamTimes.LastStopped(requested)).ShouldBe((false, Now));
    }

    [Fact]
    public void A_request_is_later_than_all_that_is_recorded_whatever_the_clocks_say()
    {
        var ahead = Ended(Now.AddSeconds(5).AddTicks(1));

        DateTimeOffset.Parse(StreamTimes.Stamp(ahead, Now), CultureInfo.InvariantCulture).ShouldBeGreaterThan(Now.AddSeconds(5));
        StreamTimes.Stamp(Stream(), Now).ShouldBe("2027-01-15T08:00:00.000Z");
    }

    private static LiveStream Ended(DateTimeOffset end) => OnAir(s =>
    {
        s.Spec = s.Spec with { State = StreamState.Stopped };
        s.Status = s.Recorded with { CurrentSessionId = null, Sessions = [s.Recorded.Sessions[0], s.Recorded.Sessions[1] with { StoppedAt = end }] };
    });

    private static LiveStream Started(LiveStream stream, DateTimeOffset at) => With(stream, Annotations.StartedAt, at);

    private static LiveStream Stopped(LiveStream stream, DateTimeOffset at) => With(stream, Annotations.StoppedAt, at);

    private static LiveStream With(LiveStream stream, string annotation, DateTimeOffset at)
    {
        stream.Metadata.Annotations[annotation] = at.ToString("o", CultureInfo.InvariantCulture);
        return stream;
    }
}
