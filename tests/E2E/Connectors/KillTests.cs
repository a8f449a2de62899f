using System.Text.Json.Nodes;
using Onair.Api.Common;
using Onair.Tests.E2E.Browser;
using Onair.Tests.E2E.Cluster;
using Onair.Tests.E2E.Events;
using Xunit.Abstractions;

namespace Onair.Tests.E2E.Connectors;

/// <summary>Everything that a meeting on air depends on dies, one after the other, and nobody does anything about it.</summary>
[Collection(EnvironmentCollection.Name)]
public sealed class KillTests(Environment environment, ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Whatever_dies_the_meeting_is_back_by_itself()
    {
        await using var stream = await TestStream.ApplyAsync(environment.Kubectl, Show.Spec(other: [("encoder", Rendition())]));
        await stream.WaitForConditionAsync(ConditionTypes.Ready, Show.InAWhile);
        var room = $"room-{Guid.NewGuid():N}";
        await using var connector = await ConnectorAsync(stream.Name, room);
        await connector.OnAirAsync();
        await using var viewer = await Viewer.OpenAsync(await stream.OriginAsync());
        await viewer.SeenAsync(Patience);
        await using var stalls = StallWatch.Start(viewer);
        await using var alerts = await AlertWatch.StartAsync(environment.Account.MediaLive, (await stream.StatusAsync()).Resources.ChannelId!);
        var show = new KilledShow(connector, viewer, stalls, alerts, output);
        var pod = new PodProcesses(await connector.PodAsync());

        output.WriteLine(Confinement.Check(pod));
        await NothingIsExposedAsync(stream, connector, room);
        // There is a fallback: the channel does not notice.
        await show.SurvivesAsync("renderer", () => pod.Kill("--type=renderer"), KilledShow.PartIsBack);
        await show.SurvivesAsync("Chromium", () => pod.Kill("chromium/chromium", "--kiosk"), KilledShow.PartIsBack);
        await show.SurvivesAsync("Xvfb", () => pod.Kill("Xvfb"), KilledShow.PartIsBack);
        await show.SurvivesAsync("PulseAudio", () => pod.Kill("pulseaudio"), KilledShow.PartIsBack);
        await show.ReturnsAsync("encoder", () => pod.Kill("libx264"), KilledShow.PartIsBack);
        // What the supervisor said of the failures is lost with it.
        await NothingIsExposedAsync(stream, connector, room);
        await show.ReturnsAsync("supervisor", pod.KillRoot, KilledShow.PodIsBack);
        await show.ReturnsAsync("pod", () => KillPodAsync(stream.Name, connector), KilledShow.PodIsBack);
        var uid = await connector.PodUidAsync();
        await show.SurvivesAsync("operator", () => KillOperatorAsync(stream.Name), (_, _) => true);
        (await connector.PodUidAsync()).ShouldBe(uid);
        await show.ReturnsAsync("ingest", KillIngestAsync, KilledShow.PushIsBack);

        (await viewer.LookAsync()).Errors.ShouldBeEmpty();
        // Whatever complained said nothing that it must not.
        await NothingIsExposedAsync(stream, connector, room);
    }

    private async Task<TestConnector> ConnectorAsync(string ns, string room)
    {
        var spec = TestConnector.Spec(
            await TwoGuests.InSecretAsync(environment.Kubectl, ns, room), new() { ["liveStreamRef"] = new JsonObject { ["name"] = ns } });
        spec["readiness"] = new JsonObject { ["selector"] = "video" };
        spec["fallback"] = new JsonArray(new JsonObject { ["colorBars"] = new JsonObject() });
        return await TestConnector.ApplyAsync(environment.Kubectl, ns, "townhall", spec);
    }

    private async Task NothingIsExposedAsync(TestStream stream, TestConnector connector, string room) => await Exposure.ShouldNotHaveAsync(
        environment, stream.Name, await connector.PodAsync(),
        ("meeting's URL", room), ("stream key", (await stream.StreamKeySecretAsync())["streamKey"]));

    private async Task KillPodAsync(string ns, TestConnector connector) =>
        await environment.Kubectl.RunAsync("delete", "pod", await connector.PodAsync(), "--namespace", ns, "--grace-period=0", "--force", "--wait=false");

    /// <summary>Returns when another operator has asked the connector's pod.</summary>
    private async Task KillOperatorAsync(string ns)
    {
        const string operators = "--selector=app.kubernetes.io/component=operator";
        await environment.Kubectl.RunAsync("delete", "pods", "--namespace=onair-system", operators, "--grace-period=0", "--force", "--wait=false");
        await Eventually.BecomesTrueAsync("an operator has asked the pod", async () =>
        {
            foreach (var pod in (await environment.Kubectl.GetAsync("pods", "--namespace=onair-system", operators))["items"]!.AsArray())
            {
                var metrics = await environment.Kubectl.TryAsync("get", "--raw", $"/api/v1/namespaces/onair-system/pods/{pod!["metadata"]!["name"]}:8080/proxy/metrics");
                if (metrics.Split('\n').Any(line => line.StartsWith("onair_connector_frames_out_total{", StringComparison.Ordinal) && line.Contains($"\"{ns}\"", StringComparison.Ordinal))) return true;
            }

            return false;
        }, Patience);
    }

    private async Task KillIngestAsync()
    {
        var pods = await environment.Kubectl.GetAsync("pods", "--namespace=onair-system", "--selector=app.kubernetes.io/component=emulator");
        new PodProcesses((string)pods["items"]!.AsArray().Single()!["metadata"]!["name"]!).Kill("nginx", "nginx.conf");
    }

    private static JsonObject Rendition() => new()
    {
        ["renditions"] = new JsonArray(new JsonObject { ["width"] = 640, ["height"] = 360, ["bitrate"] = 1_000_000, ["frameRate"] = 25 }),
    };
}
