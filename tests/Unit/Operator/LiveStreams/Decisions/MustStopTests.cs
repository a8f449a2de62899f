using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Operator.LiveStreams.Decisions;

namespace Onair.Tests.Unit.Operator.LiveStreams.Decisions;

/// <summary>Which streams go before all others when calls to AWS are scarce.</summary>
public sealed class MustStopTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(StreamState.Running, false)]
    [InlineData(StreamState.Stopped, true)]
    public void A_declared_stop_counts(StreamState state, bool stops) => DesiredRun.MustStop(Stream(state), Noon).ShouldBe(stops);

    [Fact]
    public void Without_an_open_session_there_is_nothing_to_stop() =>
        DesiredRun.MustStop(Stream(StreamState.Stopped, s => s with { CurrentSessionId = null }), Noon).ShouldBeFalse();

    [Fact]
    public void A_deletion_counts()
    {
        var stream = Stream(StreamState.Running);
        stream.Metadata.DeletionTimestamp = Noon.UtcDateTime;

        DesiredRun.MustStop(stream, Noon).ShouldBeTrue();
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("another", true)]
    [InlineData("session", false)]
    public void A_hold_counts_until_its_session_is_resumed(string? resume, bool stops)
    {
        var stream = Stream(StreamState.Running, s => s with { Hold = new() { Reason = "MaxRunDuration", Message = "", SessionId = "session" } });
        if (resume is not null) stream.Metadata.Annotations = new Dictionary<string, string> { [Annotations.Resume] = resume };

        DesiredRun.MustStop(stream, Noon).ShouldBe(stops);
    }

    [Theory]
    [InlineData(Annotations.Paused)]
    [InlineData(Annotations.ObserveOnly)]
    public void A_channel_that_Onair_leaves_as_it_is_does_not_stop(string annotation)
    {
        var stream = Stream(StreamState.Stopped);
        stream.Metadata.Annotations = new Dictionary<string, string> { [annotation] = "true" };

        DesiredRun.MustStop(stream, Noon).ShouldBeFalse();
    }

    private static LiveStream Stream(StreamState state, Func<LiveStreamStatus, LiveStreamStatus>? change = null)
    {
        var status = new LiveStreamStatus { CurrentSessionId = "session", Sessions = [new() { Id = "session", ArchivePath = "s3://bucket/path", StartedAt = Noon }] };
        return new LiveStream { Metadata = new() { Uid = "uid", Name = "show", NamespaceProperty = "demo" }, Spec = new() { State = state } }.With(change?.Invoke(status) ?? status);
    }
}
