using Microsoft.AspNetCore.Http;
using Onair.Api.Common;
using Onair.Api.EventSinks;
using Onair.Tests.Unit.Events.Delivery;

namespace Onair.Tests.Unit.Operator.EventSinks;

/// <summary>Receivers that fail, and what becomes of the events.</summary>
public sealed class FailingSinkTests
{
    [Theory]
    [InlineData("500")]
    [InlineData("reset")]
    [InlineData("hang")]
    [InlineData("redirect")]
    [InlineData("429")]
    [InlineData("400")]
    public async Task A_failure_is_tried_again_until_it_is_taken(string failure)
    {
        var asked = 0;
        await using var elsewhere = await Receiver.StartAsync();
        await using var receiver = await Receiver.StartAsync(async (_, context) =>
        {
            if (Interlocked.Increment(ref asked) > 2) return 200;
            if (failure == "reset") context.Abort();
            if (failure == "hang") await context.RequestAborted.WhenCancelled();
            if (failure == "redirect") context.Response.Headers.Location = elsewhere.Url;
            return failure switch { "redirect" => 307, "reset" or "hang" => 0, _ => int.Parse(failure, null) };
        });
        await using var rig = SinkRig.Create();
        rig.Cluster.Apply("hooks", new { url = receiver.Url, timeoutSeconds = failure == "hang" ? 1 : 10 });

        var id = rig.Outbox.Add("show", "demo/hooks");

        await SinkRig.UntilAsync(() => rig.Outbox.All.Count == 0);
        receiver.Ids.ShouldBe([id, id, id]);
        elsewhere.Requests.ShouldBeEmpty();
        rig.Status("hooks").DeadLetters.ShouldBeEmpty();
        await SinkRig.UntilAsync(() => rig.Status("hooks").LastError?.EventId == id);
    }

    [Fact]
    public async Task After_the_schedule_an_event_is_a_dead_letter_and_the_next_one_goes()
    {
        string? poison = null;
        await using var receiver = await Receiver.StartAsync((r, _) => Task.FromResult(r.Id == poison ? 422 : 200));
        await using var rig = SinkRig.Create();
        await rig.StopAsync();
        rig.Cluster.Apply("hooks", new { url = receiver.Url, retryAttempts = 2 });
        poison = rig.Outbox.Add("show", "demo/hooks");
        var next = rig.Outbox.Add("show", "demo/hooks");

        await rig.RestartAsync();

        await SinkRig.UntilAsync(() => rig.Outbox.All.Count == 0);
        receiver.Ids.ShouldBe([poison, poison, poison, next]);
        var letter = rig.Status("hooks").DeadLetters.ShouldHaveSingleItem();
        letter.Id.ShouldBe(poison);
        letter.Data.ShouldBe("""{"stream":"show"}""");
        letter.Reason.ShouldBe("the receiver answered 422, at the last of 3 attempts");
        (rig.Status("hooks").Dead, rig.Status("hooks").DeadTotal).ShouldBe((1, 1));
    }

    [Fact]
    public async Task A_receiver_that_is_gone_gets_nothing_more_until_its_spec_changes()
    {
        await using var receiver = await Receiver.StartAsync(410);
        await using var rig = SinkRig.Create();
        rig.Cluster.Apply("hooks", new { url = receiver.Url });
        var first = rig.Outbox.Add("show", "demo/hooks");
        await SinkRig.UntilAsync(() => rig.Outbox.All.Count == 0);
        var second = rig.Outbox.Add("show", "demo/hooks");
        await SinkRig.UntilAsync(() => rig.Outbox.All.Count == 0);

        receiver.Ids.ShouldBe([first]);
        var status = rig.Status("hooks");
        status.GoneGeneration.ShouldBe(1);
        status.DeadLetters.Select(l => l.Id).ShouldBe([first, second]);
        status.Conditions.Single(c => c.Type == ConditionTypes.Stalled).Reason.ShouldBe("Gone");

        receiver.Answer = (_, _) => Task.FromResult(200);
        rig.Cluster.Apply("hooks", new { url = $"{receiver.Url}/again" });
        await SinkRig.UntilAsync(() => rig.Status("hooks").Phase == "Ready");
        var third = rig.Outbox.Add("show", "demo/hooks");

        await SinkRig.UntilAsync(() => rig.Outbox.All.Count == 0);
        receiver.Ids.ShouldBe([first, third]);
    }

    [Fact]
    public async Task A_receiver_that_was_away_gets_all_of_it_when_it_is_back()
    {
        await using var receiver = await Receiver.StartAsync(503);
        await using var rig = SinkRig.Create(o => (o.BreakerFailures, o.FirstRetrySeconds, o.LongestRetrySeconds) = (3, 3600, 3600));
        rig.Cluster.Apply("hooks", new { url = receiver.Url });
        // Each waits an hour for its next attempt; only a breaker that closes ends that.
        for (var i = 0; i < 12; i++) rig.Outbox.Add($"show{i}", "demo/hooks");
        await SinkRig.UntilAsync(() => rig.Status("hooks").Breaker is BreakerState.Open or BreakerState.HalfOpen);

        receiver.Answer = (_, _) => Task.FromResult(200);

        await SinkRig.UntilAsync(() => rig.Outbox.All.Count == 0);
        await SinkRig.UntilAsync(() => rig.Status("hooks") is { Breaker: BreakerState.Closed, Phase: "Ready" });
    }

    [Fact]
    public async Task Nothing_secret_is_in_what_a_receiver_is_quoted_with()
    {
        await using var receiver = await Receiver.StartAsync(async (r, context) =>
        {
            context.Response.StatusCode = 500;
            await context.Response.WriteAsync($"<html>\n\n  you said {r.Headers["Authorization"]} {new string('x', 9000)}");
            return 500;
        });
        await using var rig = SinkRig.Create();
        rig.Cluster.Secret("token", "token", "t0p-secret-token");
        rig.Cluster.Apply("hooks", new { url = receiver.Url, retryAttempts = 0, tokenSecretRef = new { name = "token" } });

        rig.Outbox.Add("show", "demo/hooks");

        await SinkRig.UntilAsync(() => rig.Outbox.All.Count == 0 && rig.Status("hooks").LastError is not null);
        receiver.Requests.Single().Headers["Authorization"].ShouldBe("Bearer t0p-secret-token");
        rig.Cluster.Text("hooks").ShouldNotContain("t0p-secret");
        rig.Status("hooks").DeadLetters.Single().Reason.ShouldStartWith("the receiver answered 500: <html> you said Bearer *** xxx");
        rig.Status("hooks").LastError!.Message.Length.ShouldBeLessThan(300);
    }

    [Fact]
    public async Task A_missing_secret_is_told_and_costs_no_attempt()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var rig = SinkRig.Create();
        rig.Cluster.Apply("hooks", new { url = receiver.Url, retryAttempts = 0, tokenSecretRef = new { name = "token" } });

        rig.Outbox.Add("show", "demo/hooks");

        await SinkRig.UntilAsync(() => rig.Status("hooks").Conditions.Any(c => c is { Type: ConditionTypes.Stalled, Reason: "SecretMissing" }));
        rig.Status("hooks").DeadLetters.ShouldBeEmpty();
        receiver.Requests.ShouldBeEmpty();
        rig.Cluster.Secret("token", "token", "abc");
        await rig.RestartAsync();
        await SinkRig.UntilAsync(() => rig.Outbox.All.Count == 0);
        receiver.Requests.Single().Headers["Authorization"].ShouldBe("Bearer abc");
    }
}
