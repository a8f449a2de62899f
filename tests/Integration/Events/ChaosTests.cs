using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Onair.Api;
using Onair.Api.LiveStreams;
using Xunit.Abstractions;

namespace Onair.Tests.Integration.Events;

/// <summary>A thousand transitions, a receiver that fails in every way, and an operator that is killed again and again.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class ChaosTests(ChaosRig rig, ITestOutputHelper output) : IClassFixture<ChaosRig>
{
    private const int Streams = 100;
    private const int Kills = 10;

    private static readonly string[] Life =
        ["provisioned", "starting", "started", "stopping", "stopped", "starting", "started", "stopping", "stopped", "deleted"];

    private readonly ConcurrentDictionary<string, int> _failures = [];

    [Fact]
    public async Task Nothing_is_lost_and_the_order_is_kept_while_the_receiver_fails_and_the_operator_is_killed()
    {
        await using var receiver = await EventReceiver.StartedAsync();
        await rig.SinkAsync("chaos", receiver.Url, s => (s.TimeoutSeconds, s.RetryAttempts) = (1, 50));
        using var over = new CancellationTokenSource();
        var clock = Stopwatch.StartNew();
        var failing = FailInTurnAsync(receiver, over.Token);
        var killing = KillAsync();

        await LiveAsync();
        await killing;
        await over.CancelAsync();
        await failing;
        await Eventually.ShouldBeAsync(async () => await AllAsync() is { Count: 0 }, () => $"all streams are gone\n{rig.Operator.Tail(40)}", 240);

        var taken = receiver.Taken.ToList();
        var byStream = taken.GroupBy(r => r.Subject).ToDictionary(g => g.Key, g => g.ToList());
        var events = taken.Select(r => r.Id).Distinct().Count();
        output.WriteLine(
            $"{events} events of {byStream.Count} streams in {clock.Elapsed.TotalSeconds:0} s, {Kills} kills: {receiver.Requests.Count} requests, {taken.Count} taken, "
            + $"{taken.Count - events} of them again; failures: {string.Join(", ", _failures.OrderBy(f => f.Key).Select(f => $"{f.Key} {f.Value}"))}");
        byStream.Count.ShouldBe(Streams);
        foreach (var (stream, requests) in byStream) ShouldBeWhole(stream, requests);
        events.ShouldBe(Streams * (Life.Length + 2));
        (await rig.SinkUntilAsync("chaos", s => s.Recorded.Pending is null or 0, "nothing is pending")).Recorded.DeadLetters.ShouldBeEmpty();
        await rig.SinkGoneAsync("chaos");
    }

    private static void ShouldBeWhole(string stream, List<ReceivedRequest> requests)
    {
        // An id stands for one event, however often it comes.
        foreach (var same in requests.GroupBy(r => r.Id)) same.Select(r => (r.Type, r.Sequence, r.Body)).Distinct().ShouldHaveSingleItem($"{stream} {same.Key}");
        var first = requests.DistinctBy(r => r.Id).ToList();
        first.Select(r => r.Sequence).ShouldBe(Enumerable.Range(1, first.Count).Select(i => (long)i), $"{stream}: nothing is lost, and the order is kept");
        first.Select(r => r.Name).Where(n => n != "changed").ShouldBe(Life, stream);
        first.Count(r => r.Name == "changed").ShouldBe(2, stream);
    }

    // All streams run, stop, run again and are deleted.
    private async Task LiveAsync()
    {
        foreach (var name in Names)
            await rig.Streams.CreateAsync(name, s => (s.State, s.Encoder.Renditions) = (StreamState.Running, [new() { Width = 320, Height = 180, Bitrate = 400_000 }]));
        await UntilAllAsync(s => s.Recorded.Phase == "Running", "run");
        foreach (var name in Names) await rig.Streams.PatchAsync(name, """{"spec":{"state":"Stopped"}}""");
        await UntilAllAsync(s => s is { Recorded.Phase: "Idle" } && s.Metadata.Generation == s.Recorded.ObservedGeneration, "are stopped");
        foreach (var name in Names) await rig.Streams.PatchAsync(name, """{"spec":{"state":"Running"}}""");
        await UntilAllAsync(s => s.Recorded.Phase == "Running" && s.Metadata.Generation == s.Recorded.ObservedGeneration, "run again");
        foreach (var name in Names) await rig.Streams.DeleteAsync(name);
    }

    private static IEnumerable<string> Names => Enumerable.Range(0, Streams).Select(i => $"chaos-{i}");

    private async Task<IReadOnlyList<LiveStream>> AllAsync()
    {
        var all = new List<LiveStream>();
        await foreach (var stream in rig.Client.ListAsync(OnairResources.LiveStreams, rig.Name)) all.Add(stream);
        return all;
    }

    private async Task UntilAllAsync(Func<LiveStream, bool> condition, string what)
    {
        var (missing, limit) = (Streams, Stopwatch.StartNew());
        while ((missing = Streams - (await AllAsync()).Count(condition)) > 0)
        {
            limit.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(15), $"{missing} of {Streams} do not {what}\n{rig.Operator.Tail(40)}");
            await Task.Delay(TimeSpan.FromSeconds(1));
        }

        output.WriteLine($"all {what} after {limit.Elapsed.TotalSeconds:0} s");
    }

    // Evenly over the time that the streams live.
    private async Task KillAsync()
    {
        for (var kill = 0; kill < Kills; kill++)
        {
            await Task.Delay(TimeSpan.FromSeconds(8));
            await rig.RestartOperatorAsync();
        }
    }

    private async Task FailInTurnAsync(EventReceiver receiver, CancellationToken over)
    {
        (string Name, Func<HttpContext, Task>? Do)[] ways =
        [
            ("works", null), ("500", context => { context.Response.StatusCode = 500; return Task.CompletedTask; }),
            ("works", null), ("hangs", context => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default)),
            ("works", null), ("resets", context => { context.Abort(); return Task.CompletedTask; }),
            ("works", null), ("redirects", context => { context.Response.Redirect("http://127.0.0.1:1/elsewhere"); return Task.CompletedTask; }),
            ("works", null), ("is dead", null),
        ];
        for (var turn = 0; !over.IsCancellationRequested; turn++)
        {
            var (name, act) = ways[turn % ways.Length];
            receiver.Instead = act is null ? null : async (context, _) =>
            {
                _failures.AddOrUpdate(name, 1, (_, count) => count + 1);
                await act(context);
                return true;
            };
            if (name == "is dead") await receiver.StopAsync();
            await Task.Delay(TimeSpan.FromSeconds(2), over).ContinueWith(_ => { }, TaskScheduler.Default);
            if (name == "is dead") await receiver.StartAsync();
        }

        receiver.Instead = null;
    }
}

/// <summary>Gives nothing up, however slow the machine is: here all has to arrive.</summary>
public sealed class ChaosRig(ControlPlane plane) : EventRig(plane)
{
    protected override IReadOnlyDictionary<string, string> OperatorSettings =>
        new Dictionary<string, string>(base.OperatorSettings) { ["Onair__Events__DrainSeconds"] = "600", ["Onair__Events__FailingSeconds"] = "600" };
}
