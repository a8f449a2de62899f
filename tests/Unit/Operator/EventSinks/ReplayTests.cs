using Onair.Tests.Unit.Events.Delivery;

namespace Onair.Tests.Unit.Operator.EventSinks;

/// <summary>Dead letters that are sent again.</summary>
public sealed class ReplayTests
{
    private static readonly (string, string) Once = ("onair.dev/replay", "1");

    [Fact]
    public async Task Dead_letters_are_sent_again_in_order_and_leave()
    {
        await using var receiver = await Receiver.StartAsync(500);
        await using var rig = SinkRig.Create();
        var spec = new { url = receiver.Url, retryAttempts = 0 };
        rig.Cluster.Apply("hooks", spec);
        var ids = Enumerable.Range(0, 3).Select(_ => rig.Outbox.Add("show", "demo/hooks")).ToList();
        await SinkRig.UntilAsync(() => rig.Status("hooks").DeadLetters.Count == 3 && rig.Outbox.All.Count == 0);
        receiver.Answer = (_, _) => Task.FromResult(200);
        receiver.Requests.Clear();

        rig.Cluster.Apply("hooks", spec, Once);
        await rig.ReconcileAsync("hooks");

        await SinkRig.UntilAsync(() => rig.Status("hooks").DeadLetters.Count == 0);
        receiver.Ids.ShouldBe(ids);
        (rig.Status("hooks").Replay, rig.Status("hooks").DeadTotal).ShouldBe(("1", 3));

        await rig.ReconcileAsync("hooks");
        receiver.Ids.ShouldBe(ids);
    }

    [Fact]
    public async Task A_dead_letter_that_fails_again_stays_with_the_new_reason()
    {
        await using var receiver = await Receiver.StartAsync(500);
        await using var rig = SinkRig.Create();
        var spec = new { url = receiver.Url, retryAttempts = 0 };
        rig.Cluster.Apply("hooks", spec);
        rig.Outbox.Add("show", "demo/hooks");
        await SinkRig.UntilAsync(() => rig.Status("hooks").DeadLetters.Count == 1);
        receiver.Answer = (_, _) => Task.FromResult(404);

        rig.Cluster.Apply("hooks", spec, Once);
        await rig.ReconcileAsync("hooks");

        await SinkRig.UntilAsync(() => rig.Status("hooks").DeadLetters.Single() is { Replaying: null, Reason: "the receiver answered 404" });
        rig.Status("hooks").DeadTotal.ShouldBe(1);
    }

    [Fact]
    public async Task A_replay_goes_on_after_a_restart()
    {
        await using var receiver = await Receiver.StartAsync(500);
        await using var rig = SinkRig.Create();
        var spec = new { url = receiver.Url, retryAttempts = 0 };
        rig.Cluster.Apply("hooks", spec);
        var id = rig.Outbox.Add("show", "demo/hooks");
        await SinkRig.UntilAsync(() => rig.Outbox.All.Count == 0);
        var hang = new TaskCompletionSource<int>();
        receiver.Answer = (_, _) => hang.Task;
        rig.Cluster.Apply("hooks", spec, Once);
        await rig.ReconcileAsync("hooks");
        await SinkRig.UntilAsync(() => receiver.Requests.Count == 2);

        receiver.Answer = (_, _) => Task.FromResult(200);
        await rig.RestartAsync();

        await SinkRig.UntilAsync(() => rig.Status("hooks").DeadLetters.Count == 0);
        receiver.Ids.ShouldBe([id, id, id]);
        hang.SetResult(200);
    }

    [Fact]
    public async Task A_replay_asks_a_receiver_that_was_gone()
    {
        await using var receiver = await Receiver.StartAsync(410);
        await using var rig = SinkRig.Create();
        var spec = new { url = receiver.Url };
        rig.Cluster.Apply("hooks", spec);
        rig.Outbox.Add("show", "demo/hooks");
        await SinkRig.UntilAsync(() => rig.Outbox.All.Count == 0);
        receiver.Answer = (_, _) => Task.FromResult(200);

        rig.Cluster.Apply("hooks", spec, Once);
        await rig.ReconcileAsync("hooks");

        await SinkRig.UntilAsync(() => rig.Status("hooks") is { DeadLetters.Count: 0, GoneGeneration: null, Phase: "Ready" });
    }
}
