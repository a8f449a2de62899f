using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Onair.Tests.E2E.Webcams;

/// <summary>A webcam from one browser to another, by the example site, the script and the signaling service of the cluster.</summary>
[Collection(EnvironmentCollection.Name)]
public sealed class WebcamTests(Environment environment, ITestOutputHelper output) : IAsyncLifetime
{
    // Not the example's, which people may be trying meanwhile.
    private readonly string _site = $"e2e-{Visitor()}";

    // The service keeps what former visitors of the site did.
    private readonly string _alice = Visitor(), _bob = Visitor(), _carol = Visitor(), _dave = Visitor(), _erin = Visitor(), _frank = Visitor(), _grace = Visitor();

    private Uri Pages => new(environment.Emulator, "/site/");

    public async Task InitializeAsync()
    {
        var origin = environment.Emulator.GetLeftPart(UriPartial.Authority);
        await environment.Kubectl.ApplyAsync(new()
        {
            ["apiVersion"] = "onair.dev/v1alpha1",
            ["kind"] = "BroadcastSite",
            ["metadata"] = new JsonObject { ["name"] = _site, ["namespace"] = "default" },
            ["spec"] = new JsonObject { ["allowedOrigins"] = new JsonArray(origin), ["auth"] = new JsonObject { ["open"] = true }, ["consentSeconds"] = 10 },
        });
        await environment.Kubectl.RunAsync("wait", "--for=condition=Ready", $"broadcastsite/{_site}", "--timeout=120s");
    }

    public Task DisposeAsync() => environment.Kubectl.RunAsync("delete", "broadcastsite", _site, "--ignore-not-found");

    [Fact]
    public async Task A_webcam_reaches_a_viewer_survives_a_reload_and_is_accounted_for()
    {
        await using var alice = await WebcamPage.OpenAsync(Studio(_alice));
        await using var bob = await WebcamPage.OpenAsync(Watch(_bob, _alice));
        await bob.UntilAsync("watch", _alice, "offline");

        // 1 to 4: start, permission, the floating self-view, recorded in PostgreSQL.
        await alice.PressAsync("broadcast", _alice);
        await alice.UntilAsync("broadcast", _alice, "live");
        (await QueryAsync($"SELECT count(*) FROM broadcasts WHERE user_id = '{_alice}' AND ended_at IS NULL")).ShouldBe("1");

        // 5 and 6: presence, and the button on the other page.
        var watch = Stopwatch.StartNew();
        await bob.UntilAsync("watch", _alice, "online", 1);
        output.WriteLine($"The watch button appeared within {watch.Elapsed.TotalSeconds:0.00} s of the broadcast.");

        // 7 and 8: click, and consent.
        await bob.PressAsync("watch", _alice);
        await bob.UntilAsync("watch", _alice, "asking");
        await AcceptAsync(alice);

        // 9: the picture moves, from browser to browser.
        await bob.UntilAsync("watch", _alice, "watching");
        var watched = Stopwatch.StartNew();
        await bob.MovesAsync();
        (await bob.StatisticsAsync()).PeerToPeer.ShouldBeTrue();

        // 10: the broadcaster's page reloads and resumes.
        watch.Restart();
        await alice.Page.ReloadAsync();
        await alice.UntilAsync("broadcast", _alice, "resume");
        await alice.PressAsync("broadcast", _alice);
        await alice.UntilAsync("broadcast", _alice, "live");
        await bob.MovesAsync();
        output.WriteLine($"The viewer saw the broadcast again {watch.Elapsed.TotalSeconds:0.0} s after the reload began.");

        var gap = watch.Elapsed;
        await Task.Delay(TimeSpan.FromSeconds(20));
        await bob.PressAsync("watch", _alice);
        var seconds = watched.Elapsed;
        await Eventually.ShouldBeAsync(
            async () => Accounted(await QueryAsync($"SELECT coalesce(sum(i.seconds), 0) FROM intervals i JOIN viewings v ON v.id = i.viewing WHERE v.viewer_user = '{_bob}'"), seconds, gap),
            () => $"{seconds.TotalSeconds:0.0} s are accounted for, ± 1 s and without the gap of {gap.TotalSeconds:0.0} s", 30);
        await alice.PressAsync("broadcast", _alice);
    }

    [Fact]
    public async Task A_killed_replica_stops_no_media()
    {
        await using var alice = await WebcamPage.OpenAsync(Studio(_carol));
        await using var bob = await WebcamPage.OpenAsync(Watch(_dave, _carol));
        await alice.PressAsync("broadcast", _carol);
        await bob.UntilAsync("watch", _carol, "online");
        await bob.PressAsync("watch", _carol);
        await AcceptAsync(alice);
        await bob.UntilAsync("watch", _carol, "watching");

        await environment.Kubectl.RunAsync("delete", "pod", "--namespace", "onair-system", "--selector", "app.kubernetes.io/component=signaling", "--field-selector", "status.phase=Running", "--grace-period=0", "--force", "--wait=false");
        var (before, _) = await bob.StatisticsAsync();
        await Task.Delay(TimeSpan.FromSeconds(3));
        (await bob.StatisticsAsync()).Frames.ShouldBeGreaterThan(before + 15);
        await bob.UntilAsync("watch", _carol, "watching");
        await alice.UntilAsync("broadcast", _carol, "live");
    }

    [Fact]
    public async Task Nobody_watches_without_the_broadcasters_yes()
    {
        await using var alice = await WebcamPage.OpenAsync(Studio(_erin));
        await using var bob = await WebcamPage.OpenAsync(Watch(_frank, _erin));
        await alice.PressAsync("broadcast", _erin);
        await bob.UntilAsync("watch", _erin, "online");
        await bob.PressAsync("watch", _erin);
        await alice.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { NameRegex = new("refuse|decline", System.Text.RegularExpressions.RegexOptions.IgnoreCase) }).ClickAsync();

        await bob.UntilAsync("watch", _erin, "online");
        (await bob.StatisticsAsync()).Frames.ShouldBe(0);
    }

    [Fact]
    public async Task A_visitor_without_a_camera_stays_off_air()
    {
        await using var alice = await WebcamPage.OpenAsync(Studio(_grace), camera: false);
        await alice.PressAsync("broadcast", _grace);
        await alice.UntilAsync("broadcast", _grace, "idle");
        (await QueryAsync($"SELECT count(*) FROM broadcasts WHERE user_id = '{_grace}'")).ShouldBe("0");
    }

    private static Task AcceptAsync(WebcamPage broadcaster) =>
        broadcaster.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { NameRegex = new("accept", System.Text.RegularExpressions.RegexOptions.IgnoreCase) }).First.ClickAsync();

    private static bool Accounted(string text, TimeSpan watched, TimeSpan gap)
    {
        var seconds = double.Parse(text, CultureInfo.InvariantCulture);
        return seconds <= watched.TotalSeconds + 1 && seconds >= watched.TotalSeconds - gap.TotalSeconds - 1;
    }

    private static string Visitor() => $"{Guid.NewGuid():N}"[..12];

    private Uri Studio(string user) => new(Pages, $"studio.html?site=default/{_site}&user={user}");

    private Uri Watch(string user, string of) => new(Pages, $"watch.html?site=default/{_site}&user={user}&of={of}");

    private async Task<string> QueryAsync(string sql)
    {
        var pod = (await environment.Kubectl.RunAsync("get", "pods", "--namespace", "onair-system", "--selector", "app.kubernetes.io/component=postgresql", "--output=jsonpath={.items[0].metadata.name}")).Trim();
        return (await environment.Kubectl.RunAsync(
            "exec", "--namespace", "onair-system", pod, "--", "sh", "-c", $"PGPASSWORD=$(cat /run/secrets/onair/databasePassword) psql -h 127.0.0.1 -U onair -d postgres -Atc \"{sql}\"")).Trim();
    }
}
