using System.Globalization;
using System.Text.Json;
using Onair.Api;
using Onair.Api.Common;
using Onair.Api.EventSinks;
using Onair.Operator.EventSinks;

namespace Onair.Tests.Unit.Operator.EventSinks;

/// <summary>What the status of an EventSink says.</summary>
public sealed class SinkStatusTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_dead_letter_is_added_once()
    {
        var once = DeadLetterList.Add(new(), [Event(1), Event(2)], "why", Now);
        var twice = DeadLetterList.Add(once, [Event(2), Event(3)], "why else", Now);

        twice.DeadLetters.Select(l => (l.Sequence, l.Reason)).ShouldBe([(1, "why"), (2, "why"), (3, "why else")]);
        twice.DeadTotal.ShouldBe(3);
    }

    [Theory]
    [InlineData("x", 10, 100)]
    [InlineData("x", 16_000, 32)]
    [InlineData("日", 16_000, 5)]
    public void The_latest_dead_letters_are_kept_and_all_are_counted(string letter, int length, int kept)
    {
        var (status, data) = (new EventSinkStatus(), string.Concat(Enumerable.Repeat(letter, length)));
        for (var i = 1; i <= 150; i++) status = DeadLetterList.Add(status, [Event(i) with { Data = data }], "why", Now);

        status.DeadLetters.Select(l => l.Sequence).ShouldBe(Enumerable.Range(151 - kept, kept).Select(i => (long)i));
        (status.DeadTotal, status.DeadDropped).ShouldBe((150, 150 - kept));
        JsonSerializer.SerializeToUtf8Bytes(status, OnairJsonContext.Default.EventSinkStatus).Length.ShouldBeLessThan(DeadLetterList.ByteLimit + 1_000);
    }

    [Fact]
    public void A_replay_is_heeded_once()
    {
        var status = DeadLetterList.Add(new() { GoneGeneration = 1 }, [Event(2), Event(1)], "why", Now);

        var replayed = DeadLetterList.Replay(status, "a");
        replayed.GoneGeneration.ShouldBeNull();
        DeadLetterList.Replaying(replayed, "demo/hooks").Select(e => e.Sequence).ShouldBe([1, 2]);
        var refused = DeadLetterList.EndReplay(replayed, new HashSet<string> { "u/1/1" }, "why else");
        DeadLetterList.Replay(refused, "a").ShouldBeSameAs(refused);
        DeadLetterList.Replaying(refused, "demo/hooks").Select(e => e.Sequence).ShouldBe([2]);
        DeadLetterList.Remove(refused, new HashSet<string> { "u/1/2" }).DeadLetters.Single().Reason.ShouldBe("why else");
    }

    [Theory]
    [InlineData("", "Ready", "Ready")]
    [InlineData("dead", "Ready", "DeadLetters")]
    [InlineData("breaker", "Retrying", "Unreachable")]
    [InlineData("breaker dead", "Retrying", "Unreachable")]
    [InlineData("breaker paused", "Paused", "Paused")]
    [InlineData("paused secret", "Stalled", "SecretMissing")]
    [InlineData("paused absent", "Waiting", "SecretMissing")]
    [InlineData("secret gone", "Stalled", "Gone")]
    [InlineData("gone invalid", "Stalled", "Invalid")]
    [InlineData("former-gone", "Ready", "Ready")]
    public void The_conditions_tell_what_is_most_in_the_way(string what, string phase, string reason)
    {
        var sink = new EventSink { Metadata = new() { Name = "hooks", NamespaceProperty = "demo", Generation = 2 } };
        if (what.Contains("paused", StringComparison.Ordinal)) sink.Metadata.Annotations = new Dictionary<string, string> { [Annotations.Paused] = "true" };
        var status = new EventSinkStatus
        {
            Breaker = what.Contains("breaker", StringComparison.Ordinal) ? BreakerState.Open : BreakerState.Closed,
            Failures = what.Contains("breaker", StringComparison.Ordinal) ? 5 : 0,
            LastError = new() { Message = "it is down" },
            GoneGeneration = what.Contains("former", StringComparison.Ordinal) ? 1 : what.Contains("gone", StringComparison.Ordinal) ? 2 : null,
        };
        if (what.Contains("dead", StringComparison.Ordinal)) status = DeadLetterList.Add(status, [Event(1)], "why", Now);

        var after = SinkReport.WithConditions(
            status, sink, what.Contains("invalid", StringComparison.Ordinal) ? [new("spec.url", "x", "must be")] : [], what.Contains("secret", StringComparison.Ordinal) || what.Contains("absent", StringComparison.Ordinal)
                ? new(SecretProblem.Missing, "no Secret", MayCome: what.Contains("absent", StringComparison.Ordinal)) : null, Now);

        (after.Phase, after.Conditions.Single(c => c.Type == ConditionTypes.Ready).Reason, after.ObservedGeneration).ShouldBe((phase, reason, 2));
        after.Conditions.Single(c => c.Type == ConditionTypes.Ready).Status.ShouldBe(phase == "Ready" ? ConditionStatus.True : ConditionStatus.False);
        after.Conditions.Single(c => c.Type == ConditionTypes.Stalled).Status.ShouldBe(phase == "Stalled" ? ConditionStatus.True : ConditionStatus.False);
        after.Conditions.Single(c => c.Type == ConditionTypes.Reconciling).Status.ShouldBe(phase is "Retrying" or "Paused" or "Waiting" ? ConditionStatus.True : ConditionStatus.False);
    }

    [Fact]
    public void Transitions_are_told()
    {
        var open = new EventSinkStatus { Breaker = BreakerState.Open, LastError = new() { Message = "it is down" } };
        Reasons(new(), open).ShouldBe(["BreakerOpened"]);
        Reasons(open, open with { Breaker = BreakerState.HalfOpen }).ShouldBeEmpty();
        Reasons(open, new() { Failures = 0 }).ShouldBe(["Recovered"]);
        Reasons(new(), new() { GoneGeneration = 1, DeadTotal = 1 }).ShouldBe(["Gone", "DeadLettered"]);
        Reasons(new(), new() { Replay = "1" }).ShouldBe(["Replayed"]);
        Reasons(open, open).ShouldBeEmpty();
    }

    [Fact]
    public async Task Dead_letters_of_many_at_once_are_all_written_whoever_else_writes()
    {
        await using var rig = SinkRig.Create();
        rig.Cluster.Apply("hooks", new { url = "http://127.0.0.1:9/" });
        rig.Cluster.Conflicts = 3;

        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => rig.DeadLetters.AddAsync("demo/hooks", [Event(i)], "too many", CancellationToken.None)));

        rig.Status("hooks").DeadLetters.Select(l => l.Sequence).Order().ShouldBe(Enumerable.Range(0, 50).Select(i => (long)i));
        await rig.DeadLetters.AddAsync("demo/absent", [Event(1)], "too many", CancellationToken.None);
    }

    [Fact]
    public async Task A_reconcile_without_changes_writes_nothing()
    {
        await using var rig = SinkRig.Create();
        rig.Cluster.Apply("hooks", new { url = "http://127.0.0.1:9/" });
        await SinkRig.UntilAsync(() => rig.Status("hooks").Phase == "Ready");
        var writes = rig.Cluster.Writes;

        for (var i = 0; i < 10; i++) await rig.ReconcileAsync("hooks");

        rig.Cluster.Writes.ShouldBe(writes);
    }

    private static IEnumerable<string> Reasons(EventSinkStatus before, EventSinkStatus after) => SinkReport.EventsBetween(before, after).Select(e => e.Reason);

    private static PendingEvent Event(int number) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"u/1/{number}"),
        Sequence = number,
        Type = "dev.onair.livestream.started",
        Time = Now.AddSeconds(number),
        Source = "/livestreams/show",
        Data = "{}",
    };
}
