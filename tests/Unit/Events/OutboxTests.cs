using Onair.Api.Common;
using Onair.Events.Outboxes;

namespace Onair.Tests.Unit.Events;

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

    [Fact]
    public void Of_too_large_ones_the_oldest_leave()
    {
        var large = new string('x', Outbox.DataLimit / 2);

        var (outbox, overflow) = Outbox.Append(null, [.. Enumerable.Range(1, 4).Select(i => Event(i, "a/x") with { Data = large })]);

        outbox.Events.Select(e => e.Sequence).ShouldBe([3L, 4L]);
        overflow.Select(e => e.Sequence).ShouldBe([1L, 2L]);
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

    private static PendingEvent Event(long number, params string[] sinks) => new() { Id = $"uid/1/{number}-started", Sequence = number, Sinks = sinks };
}
