using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Onair.Api.Common;
using Onair.Api.IvsChannels;
using Onair.Tests.E2E.Browser;
using Onair.Tests.E2E.Cluster;
using Onair.Tests.E2E.Events;
using Onair.Tests.E2E.Tools;
using Xunit.Abstractions;

namespace Onair.Tests.E2E.Connectors;

/// <summary>A meeting goes on air, and viewers see it soon.</summary>
[Collection(EnvironmentCollection.Name)]
public sealed class MeetingTests(Environment environment, ITestOutputHelper output)
{
    private static readonly TimeSpan FirstPicture = TimeSpan.FromSeconds(45);

    [Fact]
    public async Task A_meeting_is_seen_through_MediaLive()
    {
        await using var stream = await TestStream.ApplyAsync(environment.Kubectl, Show.Spec(other: [("encoder", Rendition())]));
        await stream.WaitForConditionAsync(ConditionTypes.Ready, Show.InAWhile);
        var started = Stopwatch.StartNew();
        await using var connector = await MeetingAsync(stream.Name, "townhall", new() { ["liveStreamRef"] = new JsonObject { ["name"] = stream.Name } });

        var onAir = await connector.OnAirAsync();
        var (first, ages) = await SeenAsync(await stream.OriginAsync(), started, null);

        Report("MediaLive", onAir, first, ages, await connector.StatusAsync());
        first.ShouldBeLessThan(FirstPicture);
        Percentile(ages, 95).ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_meeting_is_seen_through_IVS()
    {
        var ns = $"e2e-{Guid.NewGuid():N}"[..12];
        await environment.Kubectl.RunAsync("create", "namespace", ns);
        try
        {
            await environment.Kubectl.ApplyAsync(new()
            {
                ["apiVersion"] = "onair.dev/v1alpha1",
                ["kind"] = "IvsChannel",
                ["metadata"] = new JsonObject { ["name"] = "lobby", ["namespace"] = ns },
                ["spec"] = new JsonObject { ["providerRef"] = new JsonObject { ["name"] = Environment.ProviderName }, ["type"] = "Basic" },
            });
            await environment.Kubectl.RunAsync("wait", "ivschannel/lobby", "--namespace", ns, "--for=condition=Ready", "--timeout=120s");
            var playlist = new Uri((string)(await environment.Kubectl.GetAsync("ivschannel", "lobby", "--namespace", ns))["status"]!["playback"]!["url"]!);
            var started = Stopwatch.StartNew();
            await using var connector = await MeetingAsync(ns, "townhall", new() { ["ivsChannelRef"] = new JsonObject { ["name"] = "lobby" } });

            var onAir = await connector.OnAirAsync();
            await environment.Kubectl.RunAsync("wait", "ivschannel/lobby", "--namespace", ns, "--for=condition=Live", "--timeout=60s");
            // What Amazon's own player does: it stays close to the end of the playlist.
            var (first, ages) = await SeenAsync(playlist, started, """{"liveSyncDuration": 2.5, "liveMaxLatencyDuration": 6, "maxLiveSyncPlaybackRate": 1.5}""");

            Report("IVS", onAir, first, ages, await connector.StatusAsync());
            first.ShouldBeLessThan(FirstPicture);
            Percentile(ages, 95).ShouldBeLessThan(TimeSpan.FromSeconds(8));
            // The meeting's URL names the namespace, which is no secret.
            await Exposure.ShouldNotHaveAsync(environment, ns, await connector.PodAsync(), ("IVS stream key", await StreamKeyAsync(ns)));
        }
        finally
        {
            await environment.Kubectl.TryAsync("delete", "connectors,ivschannels", "--all", "--namespace", ns, "--timeout=60s");
            await environment.Kubectl.TryAsync("delete", "namespace", ns, "--wait=false");
        }
    }

    private async Task<string> StreamKeyAsync(string ns)
    {
        var channel = await environment.Kubectl.GetAsync("ivschannel", "lobby", "--namespace", ns);
        var reference = channel["status"].As<IvsChannelStatus>().StreamKeySecretRef!;
        var data = (await environment.Kubectl.GetAsync("secret", reference.Name, "--namespace", ns))["data"]!;
        return Encoding.UTF8.GetString(Convert.FromBase64String((string)data[reference.Key]!));
    }

    private async Task<TestConnector> MeetingAsync(string ns, string name, JsonObject target)
    {
        var spec = TestConnector.Spec(await TwoGuests.InSecretAsync(environment.Kubectl, ns, ns), target);
        spec["readiness"] = new JsonObject { ["selector"] = "video" };
        return await TestConnector.ApplyAsync(environment.Kubectl, ns, name, spec);
    }

    /// <summary>When the first bars are seen, and how old what is seen is during the next half minute.</summary>
    private static async Task<(TimeSpan First, IReadOnlyList<TimeSpan> Ages)> SeenAsync(Uri playlist, Stopwatch started, string? settings)
    {
        await using var viewer = await Viewer.OpenAsync(playlist, settings: settings);
        await viewer.SeenAsync(TimeSpan.FromMinutes(2));
        var first = started.Elapsed;
        List<TimeSpan> ages = [];
        for (var until = started.Elapsed + TimeSpan.FromSeconds(30); started.Elapsed < until; await Task.Delay(250))
        {
            if (await viewer.GuestsAgeAsync() is { } age) ages.Add(age);
        }

        ages.Count.ShouldBeGreaterThan(30, "bars are seen most of the time");
        return (first, ages);
    }

    private void Report(string way, TimeSpan onAir, TimeSpan first, IReadOnlyList<TimeSpan> ages, Onair.Api.Connectors.ConnectorStatus status)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"meeting to viewer through {way}: push after {onAir.TotalSeconds:0.0} s, first picture after {first.TotalSeconds:0.0} s, age p50 {Percentile(ages, 50).TotalSeconds:0.0} s, p95 {Percentile(ages, 95).TotalSeconds:0.0} s; stages {string.Join(", ", status.Stages.Select(s => $"{s.Name} {s.Seconds} s"))}"));
        Figures.Add("latency", way, new()
        {
            ["push"] = onAir.TotalSeconds,
            ["first"] = first.TotalSeconds,
            ["p50"] = Percentile(ages, 50).TotalSeconds,
            ["p95"] = Percentile(ages, 95).TotalSeconds,
        });
    }

    private static TimeSpan Percentile(IReadOnlyList<TimeSpan> all, int percent) => all.Order().ElementAt((all.Count - 1) * percent / 100);

    private static JsonObject Rendition() => new()
    {
        ["renditions"] = new JsonArray(new JsonObject { ["width"] = 640, ["height"] = 360, ["bitrate"] = 1_000_000, ["frameRate"] = 25 }),
    };
}
