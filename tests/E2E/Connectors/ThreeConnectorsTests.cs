using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Onair.Api.Connectors;
using Onair.Connectors;
using Xunit.Abstractions;

namespace Onair.Tests.E2E.Connectors;

/// <summary>Three connectors on one machine.</summary>
[Collection(EnvironmentCollection.Name)]
public sealed class ThreeConnectorsTests(Environment environment, ITestOutputHelper output)
{
    // Of 25 each second. A machine that is slow or busy repeats and drops frames, and the rate says so, in the output.
    private const int FewestFrames = 10;

    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task Three_at_once_stay_on_air_each_with_its_own_source()
    {
        var ns = $"e2e-{Guid.NewGuid():N}"[..12];
        await environment.Kubectl.RunAsync("create", "namespace", ns);
        try
        {
            string[] names = ["first", "second", "third"];
            // Nothing is transcoded for a channel of type Basic.
            await environment.Kubectl.ApplyAsync(new() { ["apiVersion"] = "v1", ["kind"] = "List", ["items"] = new JsonArray([.. names.Select(name => Channel(ns, name))]) });
            await environment.Kubectl.RunAsync(["wait", .. names.Select(name => $"ivschannel/{name}"), "--namespace", ns, "--for=condition=Ready", "--timeout=120s"]);
            var meeting = await TwoGuests.InSecretAsync(environment.Kubectl, ns, ns);
            await using var first = await ConnectorAsync(ns, names[0], meeting);
            await using var second = await ConnectorAsync(ns, names[1], Page($"{ns}-second"));
            await using var third = await ConnectorAsync(ns, names[2], Page($"{ns}-third"));
            TestConnector[] all = [first, second, third];
            foreach (var connector in all) await OnAirWithItsSourceAsync(connector);

            var before = await Task.WhenAll(all.Select(TimedAsync));
            await Task.Delay(Watched);
            var after = await Task.WhenAll(all.Select(TimedAsync));

            var rates = all.Select((connector, i) => Report(connector, before[i], after[i])).ToList();
            foreach (var connector in all) (await connector.StatusAsync()).Conditions.ShouldContain(c => c.Type == ConnectorConditions.OnAir && c.Status == Onair.Api.Common.ConditionStatus.True);
            rates.ShouldAllBe(rate => rate >= FewestFrames);
        }
        finally
        {
            await environment.Kubectl.TryAsync("delete", "connectors,ivschannels", "--all", "--namespace", ns, "--timeout=60s");
            await environment.Kubectl.TryAsync("delete", "namespace", ns, "--wait=false");
        }
    }

    private static async Task OnAirWithItsSourceAsync(TestConnector connector)
    {
        await connector.OnAirAsync();
        await Eventually.GetAsync($"{connector.Name} shows its source", connector.ReportAsync, it => it is { Source: 0, Reason: null }, TimeSpan.FromMinutes(2));
    }

    /// <summary>A report with the middle of the time that asking for it took.</summary>
    private static async Task<(TimeSpan At, ConnectorReport Report)> TimedAsync(TestConnector connector)
    {
        var asked = Stopwatch.GetTimestamp();
        var report = await connector.ReportAsync();
        return ((Stopwatch.GetElapsedTime(0, asked) + Stopwatch.GetElapsedTime(0)) / 2, report);
    }

    /// <summary>Prints what happened between two reports; the frames per second that the encoder was given.</summary>
    private double Report(TestConnector connector, (TimeSpan At, ConnectorReport Report) before, (TimeSpan At, ConnectorReport Report) after)
    {
        var seconds = (after.At - before.At).TotalSeconds;
        double Rate(Func<ConnectorReport, long> count) => (count(after.Report) - count(before.Report)) / seconds;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{connector.Name}: each second {Rate(r => r.FramesIn):0.0} frames in, {Rate(r => r.FramesOut):0.0} out, {Rate(r => r.FramesRepeated):0.0} repeated, {Rate(r => r.FramesDropped):0.0} dropped, {Rate(r => r.BytesOut) * 8 / 1000:0} kbit; {after.Report.Restarts - before.Report.Restarts} restarts"));
        after.Report.StartedAt.ShouldBe(before.Report.StartedAt);
        (after.Report.Restarts - before.Report.Restarts).ShouldBe(0);
        after.Report.Source.ShouldBe(0);
        return Rate(r => r.FramesOut);
    }

    private async Task<TestConnector> ConnectorAsync(string ns, string name, JsonObject source)
    {
        var spec = TestConnector.Spec(source, new() { ["ivsChannelRef"] = new JsonObject { ["name"] = name } });
        spec["readiness"] = new JsonObject { ["selector"] = "video", ["timeoutSeconds"] = 120 };
        return await TestConnector.ApplyAsync(environment.Kubectl, ns, name, spec);
    }

    /// <summary>The meeting with one guest, as a page like any other.</summary>
    private static JsonObject Page(string room) => new() { ["page"] = new JsonObject { ["url"] = $"{TestConnector.Meeting}?m={room}&broadcast=true&guests=1" } };

    private static JsonObject Channel(string ns, string name) => new()
    {
        ["apiVersion"] = "onair.dev/v1alpha1",
        ["kind"] = "IvsChannel",
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = ns },
        ["spec"] = new JsonObject { ["providerRef"] = new JsonObject { ["name"] = Environment.ProviderName }, ["type"] = "Basic" },
    };
}
