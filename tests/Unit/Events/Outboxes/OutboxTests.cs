using System.Text.Json;
using Onair.Api;
using Onair.Api.Common;
using Onair.Api.VideoAssets;
using Onair.Events.Outboxes;

namespace Onair.Tests.Unit.Events.Outboxes;

public sealed class OutboxTests
{
    [Fact]
    public void Every_transition_is_counted_and_those_that_a_sink_wants_are_kept()
    {
        var (outbox, overflow) = Outbox.Append(null, [Event(1, "a/x"), Event(2), Event(3, "a/x", "b/y")]);

        outbox.Sequence.ShouldBe(3);
        outbox.Events.Select(e => e.Sequence).ShouldBe([1L, 3L]);
        overflow.ShouldBeEmpty();
    }

    [Fact]
    public void Of_too_many_the_oldest_leave()
    {
        var (full, _) = Outbox.Append(null, [.. Enumerable.Range(1, Outbox.Limit).Select(i => Event(i, "a/x"))]);

        var (outbox, overflow) = Outbox.Append(full, [Event(65, "a/x"), Event(66), Event(67, "a/x")]);

        outbox.Sequence.ShouldBe(67);
        outbox.Events.Select(e => e.Sequence).ShouldBe([.. Enumerable.Range(3, 62).Select(i => (long)i), 65L, 67L]);
        overflow.Select(e => e.Sequence).ShouldBe([1L, 2L]);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("é")]
    [InlineData("日")]
    [InlineData("😀")]
    [InlineData("\"")]
    public void Of_too_large_ones_the_oldest_leave_whatever_they_are_written_in(string letter)
    {
        var data = string.Concat(Enumerable.Repeat(letter, 16_000));
        OutboxStatus? outbox = null;
        List<PendingEvent> left = [];
        for (var i = 1; i <= Outbox.Limit; i++)
        {
            (outbox, var overflow) = Outbox.Append(outbox, [Event(i, "a/x") with { Data = data }]);
            left.AddRange(overflow);
        }

        Bytes(outbox!).ShouldBeInRange(Outbox.ByteLimit * 3 / 5, Outbox.ByteLimit + 200);
        left.Concat(outbox!.Events).Select(e => e.Sequence).ShouldBe(Enumerable.Range(1, Outbox.Limit).Select(i => (long)i));
    }

    [Fact]
    public void An_event_leaves_when_no_sink_needs_it_any_more()
    {
        var (outbox, _) = Outbox.Append(null, [Event(1, "a/x", "b/y"), Event(2, "a/x")]);

        var one = Outbox.Settle(outbox, "a/x", new HashSet<string> { "uid/1/1-started", "uid/1/2-started", "unknown" });
        one.Events.ShouldHaveSingleItem().Sinks.ShouldBe(["b/y"]);
        var none = Outbox.Settle(one, "b/y", new HashSet<string> { "uid/1/1-started" });
        none.Events.ShouldBeEmpty();
        none.Sequence.ShouldBe(2, "numbers are not used again");
        Outbox.Settle(none, "b/y", new HashSet<string> { "uid/1/1-started" }).ShouldBeSameAs(none);
        Outbox.Settle(outbox, "c/z", new HashSet<string> { "uid/1/1-started" }).ShouldBeSameAs(outbox);
    }

    private static int Bytes(OutboxStatus outbox) =>
        JsonSerializer.SerializeToUtf8Bytes(new VideoAssetStatus { Outbox = outbox }, OnairJsonContext.Default.VideoAssetStatus).Length;

    private static PendingEvent Event(long number, params string[] sinks) => new() { Id = $"uid/1/{number}-started", Sequence = number, Sinks = sinks };
}
