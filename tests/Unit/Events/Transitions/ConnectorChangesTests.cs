using Onair.Api.Common;
using Onair.Api.Connectors;
using Onair.Events.Transitions;

namespace Onair.Tests.Unit.Events.Transitions;

/// <summary>What happens to a connector, from start to stop.</summary>
public sealed class ConnectorChangesTests
{
    private static readonly ConnectorStatus Stopped = new();
    private static readonly ConnectorStatus Starting = new() { Run = new() { Id = "a", Attempts = 1 }, Conditions = [OnAir(ConditionStatus.False)] };
    private static readonly ConnectorStatus Running = new() { Run = Starting.Run! with { OnAirAt = DateTimeOffset.UnixEpoch }, Source = "source", Conditions = [OnAir(ConditionStatus.True)] };

    [Fact]
    public void A_run_starts_goes_on_air_and_stops()
    {
        Names(Stopped, Starting).ShouldBe(["starting"]);
        Names(Starting, Running).ShouldBe(["onair"]);
        Names(Running, Running).ShouldBeEmpty();
        Names(Running, Stopped).ShouldBe(["stopped"]);
    }

    [Fact]
    public void A_push_that_breaks_off_is_told_once()
    {
        var off = Running with { Conditions = [OnAir(ConditionStatus.False)] };

        Names(Running, off).ShouldBe(["offair"]);
        Names(off, Running).ShouldBe(["onair"]);
        Names(Running, Running with { Conditions = [OnAir(ConditionStatus.Unknown)] }).ShouldBeEmpty();
    }

    [Fact]
    public void A_switch_between_sources_is_told_both_ways()
    {
        var fallback = Running with { Source = "fallback[0]" };

        Names(Running, fallback).ShouldBe(["sourceswitched"]);
        Names(fallback, Running).ShouldBe(["sourceswitched"]);
    }

    [Fact]
    public void A_stall_and_the_deletion_are_told()
    {
        var stalled = Stopped with { Conditions = [new() { Type = ConditionTypes.Stalled, Status = ConditionStatus.True, Reason = "Invalid", Message = "m" }] };

        ConnectorChanges.Between(Stopped, stalled).Select(c => c.Transition).OfType<Transition>().ShouldHaveSingleItem().ShouldSatisfyAllConditions(t => t.Name.ShouldBe("failed"), t => t.Reason.ShouldBe("Invalid"));
        Names(Stopped, Stopped with { Outbox = new() { ClosedAt = DateTimeOffset.UnixEpoch } }).ShouldBe(["deleted"]);
    }

    [Fact]
    public void Reports_a_quota_once_when_it_is_first_exceeded()
    {
        var exceeded = Stopped with { Conditions = [new() { Type = ConditionTypes.Stalled, Status = ConditionStatus.True, Reason = "QuotaExceeded", Message = "m" }] };

        ConnectorChanges.Between(Stopped, exceeded).Select(c => c.Transition).OfType<Transition>().ShouldHaveSingleItem().ShouldSatisfyAllConditions(t => t.Name.ShouldBe("failed"), t => t.Reason.ShouldBe("QuotaExceeded"));
        Names(exceeded, exceeded with { Phase = "Waiting" }).ShouldBeEmpty();
    }

    private static Condition OnAir(ConditionStatus status) => new() { Type = ConnectorConditions.OnAir, Status = status };

    private static IEnumerable<string> Names(ConnectorStatus before, ConnectorStatus after) => ConnectorChanges.Between(before, after).Select(c => c.Transition).OfType<Transition>().Select(t => t.Name);
}
