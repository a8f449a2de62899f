using k8s.Models;
using Onair.Kubernetes.Events;

namespace Onair.Tests.Unit.Kubernetes.Events;

public sealed class EventAggregatorTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly EventAggregator _aggregator = new();

    [Fact]
    public void Equal_events_are_written_once_and_then_counted_once_a_period()
    {
        var first = Decide("same", 0).ShouldNotBeNull();
        (first.IsNew, first.Count).ShouldBe((true, 1));
        Decide("same", 1).ShouldBeNull();
        Decide("same", 2).ShouldBeNull();

        var bump = Decide("same", 11).ShouldNotBeNull();
        (bump.IsNew, bump.Count, bump.Name, bump.First).ShouldBe((false, 4, first.Name, Start));
    }

    [Fact]
    public void Counts_held_back_are_told_when_due()
    {
        Decide("same", 0);
        Decide("same", 1);
        _aggregator.Due(Start.AddSeconds(5)).ShouldBeEmpty();

        _aggregator.Due(Start.AddSeconds(10)).ShouldHaveSingleItem().Count.ShouldBe(2);
        _aggregator.HasPending.ShouldBeFalse();
    }

    [Fact]
    public void Many_messages_of_one_reason_become_one_event()
    {
        var writes = Enumerable.Range(0, 30).Select(i => Decide($"message {i}", i)).Where(w => w is not null).ToList();

        writes.Count(w => w!.IsNew).ShouldBe(EventAggregator.MaxSimilar + 1);
        writes[^1]!.Note.Message.ShouldStartWith(EventAggregator.CombinedPrefix);
        writes.Where(w => !w!.IsNew).ShouldAllBe(w => w!.Name == writes[EventAggregator.MaxSimilar]!.Name);
    }

    [Fact]
    public void An_object_that_talks_too_much_is_cut_off_and_heard_again_later()
    {
        var written = Enumerable.Range(0, 100).Count(i => Decide("m", 0, reason: $"Reason{i}") is not null);
        written.ShouldBe(EventAggregator.Burst);
        Decide("m", 0, name: "other").ShouldNotBeNull();

        Decide("m", EventAggregator.Refill.TotalSeconds + 1, reason: "Later").ShouldNotBeNull();
    }

    [Fact]
    public void Another_version_of_the_object_is_the_same_object()
    {
        Decide("same", 0);
        var again = new EventNote(new V1ObjectReference { Name = "a", Uid = "u", ResourceVersion = "2" }, EventType.Normal, "Reason", "same", Start.AddSeconds(20));

        _aggregator.Decide(again, out _)!.IsNew.ShouldBeFalse();
    }

    private EventWrite? Decide(string message, double second, string reason = "Reason", string name = "a") =>
        _aggregator.Decide(new EventNote(new V1ObjectReference { Name = name, Uid = "u", ResourceVersion = "1" }, EventType.Normal, reason, message, Start.AddSeconds(second)), out _);
}
