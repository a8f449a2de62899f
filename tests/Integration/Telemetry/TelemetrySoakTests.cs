using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Xunit.Abstractions;

namespace Onair.Tests.Integration.Telemetry;

/// <summary>
/// 10,000 beacons a minute of 200 viewers, by two replicas. The receiver is away for a minute, and meanwhile one replica is killed. Every beacon that was
/// accepted arrives, in the order of its session, and repeats are recognizable.
/// </summary>
[Trait("Category", "Soak")]
[Collection(ControlPlaneCollection.Name)]
public sealed class TelemetrySoakTests(ControlPlane plane, ITestOutputHelper output) : IAsyncLifetime
{
    private const int Viewers = 200;
    private const int BeaconsPerMinute = 10_000;

    private static readonly TimeSpan Length = TimeSpan.FromSeconds(150);
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(60);

    private TelemetryRig _rig = null!;

    public async Task InitializeAsync() => _rig = await TelemetryRig.StartAsync(plane);

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task Every_accepted_beacon_arrives_although_the_receiver_is_away_and_a_replica_is_killed()
    {
        var (first, second) = (await _rig.StartGatewayAsync(), await _rig.StartGatewayAsync());
        Uri[] up = [first.Url, second.Url];
        var viewers = new List<SoakViewer>();
        for (var i = 0; i < Viewers; i++)
        {
            var address = string.Create(CultureInfo.InvariantCulture, $"198.51.{i / 250}.{1 + (i % 250)}");
            var path = i % 2 == 0 ? _rig.Video : _rig.Stream;
            viewers.Add(new(await WatchedPage.OpenAsync(_rig.Http, up[i % 2], path, address), () => Volatile.Read(ref up) is var now ? now[Random.Shared.Next(now.Length)] : null!));
        }

        var clock = Stopwatch.StartNew();
        var every = TimeSpan.FromMinutes(1) * Viewers / BeaconsPerMinute;
        var watching = viewers.Select(v => Task.Run(() => v.WatchAsync(every, Length))).ToList();
        await Task.Delay(TimeSpan.FromSeconds(30));
        await _rig.Receiver.StopAsync();
        var awayAt = clock.Elapsed;
        await Task.Delay(Away / 2);
        await second.KillAsync();
        // A load balancer needs some seconds to notice.
        await Task.Delay(TimeSpan.FromSeconds(5));
        Volatile.Write(ref up, [first.Url]);
        await Task.Delay((Away / 2) - TimeSpan.FromSeconds(5));
        await _rig.Receiver.StartAsync();
        var (backAt, backlog) = (clock.Elapsed, await _rig.CountAsync("SELECT count(*) FROM outbox"));
        await second.StartAsync(_rig.Http);
        Volatile.Write(ref up, [first.Url, second.Url]);
        await Task.WhenAll(watching);
        var sent = clock.Elapsed;
        await Eventually.ShouldBeAsync(
            async () => await _rig.CountAsync("SELECT count(*) FROM outbox") == 0, () => $"all is delivered; the gateway said:\n{first.Log[^Math.Min(first.Log.Length, 3_000)..]}", seconds: 180);
        var drained = clock.Elapsed;

        var received = _rig.Receiver.Received.ToArray();
        var bySession = received.GroupBy(t => t.Session).ToDictionary(g => g.Key, g => g.DistinctBy(t => t.Id).Select(t => t.Number).ToList());
        foreach (var viewer in viewers)
        {
            var arrived = bySession[viewer.Session];
            viewer.Accepted.Except(arrived).ShouldBeEmpty($"session {viewer.Session}");
            arrived.SequenceEqual(arrived.Order()).ShouldBeTrue($"the order of session {viewer.Session}");
        }
        var duplicates = received.Length - received.DistinctBy(t => t.Id).Count();
        received.GroupBy(t => t.Id).ShouldAllBe(g => g.Select(t => t.Body.ToJsonString()).Distinct().Count() == 1, "a repeat is the same event");
        (await _rig.CountAsync("SELECT count(*) FROM dead_letters")).ShouldBe(0);
        var took = viewers.SelectMany(v => v.Took).Order().ToArray();
        var rate = took.Length / sent.TotalMinutes;
        var figures = new JsonObject
        {
            ["beacons accepted"] = took.Length,
            ["beacons a minute"] = Math.Round(rate),
            ["events accepted"] = viewers.Sum(v => v.Accepted.Count),
            ["beacons repeated, by status"] = string.Join(", ", viewers.SelectMany(v => v.Repeated).GroupBy(r => r.Key).Select(g => $"{g.Key}: {g.Sum(r => r.Value)}")),
            ["answer p50, ms"] = Math.Round(took[took.Length / 2], 1),
            ["answer p95, ms"] = Math.Round(took[took.Length * 95 / 100], 1),
            ["receiver away, s"] = Math.Round((backAt - awayAt).TotalSeconds, 1),
            ["backlog when it returned, events"] = backlog,
            ["all delivered after its return, s"] = Math.Round((drained - backAt).TotalSeconds, 1),
            ["objects received"] = received.Length,
            ["duplicates, recognized by id"] = duplicates,
        };
        output.WriteLine(figures.ToJsonString(new() { WriteIndented = true }));
        Figures.Add("telemetry", "soak", figures);
        rate.ShouldBeGreaterThan(BeaconsPerMinute * 0.9);
    }
}
