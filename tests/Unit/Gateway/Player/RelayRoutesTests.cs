using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Onair.Relays;

namespace Onair.Tests.Unit.Gateway.Player;

/// <summary>Streams of relays, with an API server and a pod of the test's.</summary>
public sealed class RelayRoutesTests : IAsyncLifetime
{
    private const string Url = "rtsp://camera.example.com/stream";

    private static readonly string Id = RelayUrl.Id(Url);

    private readonly int _port = FreePorts.Take(1)[0];
    private readonly string _template = Path.GetTempFileName();
    private readonly List<string> _asked = [];
    private RelayReport _report = new(RelayState.Waiting, null);
    private WebApplication _pod = null!;

    private static string Pods => "/api/v1/namespaces/onair-relay/pods";

    public async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(_template, """{"spec":{"containers":[{"name":"relay","image":"media:1"}]}}""");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _pod = builder.Build();
        _pod.Urls.Add($"http://127.0.0.1:{_port}");
        _pod.Run(async context =>
        {
            lock (_asked) _asked.Add($"{context.Request.Method} {context.Request.Path}");
            switch (context.Request.Path.Value)
            {
                case "/order":
                    (await JsonSerializer.DeserializeAsync(context.Request.Body, RelayJson.Default.RelayOrder))!.Url.ShouldBe(Url);
                    _report = new(RelayState.Starting, null);
                    break;
                case "/status":
                    await context.Response.WriteAsync(JsonSerializer.Serialize(_report, RelayJson.Default.RelayReport));
                    break;
                case "/live/index.m3u8":
                    context.Response.ContentLength = 7;
                    await context.Response.WriteAsync("#EXTM3U");
                    break;
                default:
                    context.Response.Redirect("http://10.0.0.1/");
                    break;
            }
        });
        await _pod.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _pod.DisposeAsync();
        File.Delete(_template);
    }

    [Fact]
    public async Task A_page_starts_no_relay_and_its_script_starts_one_that_plays()
    {
        await using var host = await StartAsync();

        var page = await host.GetAsync(Link());
        page.Status.ShouldBe(HttpStatusCode.OK);
        var data = PlayerHost.Data(page.Text);
        data["state"]!.ToJsonString().ShouldBe("""{"availability":"starting","title":"Camera"}""");
        page.Headers["Content-Security-Policy"].ShouldContain("connect-src 'self' 'self'; media-src blob: data: 'self';");
        data["mediaOrigins"]!.ToJsonString().ShouldBe("""["self"]""");
        host.Cluster.All(Pods).ShouldBeEmpty();

        var state = (string)data["stateUrl"]!;
        ((string?)(await host.GetAsync(state)).Json["availability"]).ShouldBe("starting");
        host.Cluster.All(Pods).Select(p => (string)p["metadata"]!["name"]!).ShouldBe([$"relay-{Id}"]);
        host.Cluster.All(Pods)[0].ToJsonString().ShouldNotContain("camera.example.com");
        await Runs(host);
        // The first look tells the URL, the next one hears that it starts.
        await Eventually.ShouldBeAsync(async () => (await host.GetAsync(state)).Status == HttpStatusCode.OK && _report.State == RelayState.Starting, "the pod has its order");
        _report = new(RelayState.Live, null);
        var live = (await host.GetAsync(state)).Json;
        ((string?)live["availability"], (string?)live["format"]).ShouldBe(("live", "hls"));
        var url = (string)live["url"]!;
        url.ShouldStartWith($"/video-player/relay/{Id}/");
        var playlist = await host.GetAsync(url);
        (playlist.Status, playlist.Text, playlist.Headers["Cache-Control"]).ShouldBe((HttpStatusCode.OK, "#EXTM3U", "no-store"));
    }

    [Theory]
    [InlineData(RelayProblem.NoAnswer, "noAnswer")]
    [InlineData(RelayProblem.Refused, "refused")]
    [InlineData(RelayProblem.Unplayable, "unplayable")]
    public async Task A_problem_of_the_source_reaches_its_viewers(RelayProblem problem, string shown)
    {
        await using var host = await StartAsync(cluster => PutPod(cluster, Id));
        _report = new(RelayState.Starting, problem);

        var state = (await host.GetAsync(State())).Json;

        ((string?)state["availability"], (string?)state["problem"]).ShouldBe(("starting", shown));
    }

    [Fact]
    public async Task When_all_relays_are_in_use_a_viewer_hears_it_and_no_pod_is_created()
    {
        await using var host = await StartAsync(cluster =>
        {
            PutPod(cluster, RelayUrl.Id("rtsp://a.example.com/"));
            PutPod(cluster, RelayUrl.Id("rtsp://b.example.com/"));
        });

        ((string?)(await host.GetAsync(State())).Json["problem"]).ShouldBe("full");
        host.Cluster.All(Pods).Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_quota_of_the_namespace_counts_also_when_the_cache_is_late()
    {
        await using var host = await StartAsync();
        host.Cluster.Refuse = request => request.StartsWith("POST", StringComparison.Ordinal)
            ? new(HttpStatusCode.Forbidden) { Content = new StringContent("""{"kind":"Status","message":"pods \"a\" is forbidden: exceeded quota: relay","reason":"Forbidden","code":403}""", System.Text.Encoding.UTF8, "application/json") }
            : null;

        ((string?)(await host.GetAsync(State())).Json["problem"]).ShouldBe("full");
    }

    [Fact]
    public async Task A_cluster_that_refuses_is_asked_again()
    {
        await using var host = await StartAsync();
        host.Cluster.Refuse = request => request.StartsWith("POST", StringComparison.Ordinal) ? new(HttpStatusCode.InternalServerError) : null;

        (await host.GetAsync(State())).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task A_relay_that_has_ended_is_replaced()
    {
        await using var host = await StartAsync(cluster => PutPod(cluster, Id, "Succeeded"));

        ((string?)(await host.GetAsync(State())).Json["availability"]).ShouldBe("starting");
        await Eventually.ShouldBeAsync(async () =>
        {
            await host.GetAsync(State());
            return host.Cluster.All(Pods).Any(p => p["status"] is null);
        }, "there is a pod that has not ended");
    }

    [Fact]
    public async Task Files_need_a_token_for_their_relay_and_have_names_without_paths()
    {
        await using var host = await StartAsync(cluster => PutPod(cluster, Id));
        var token = PlayerHost.Token($"relay/{Id}");
        var other = PlayerHost.Token($"relay/{RelayUrl.Id("rtsp://a.example.com/")}");

        foreach (var path in (string[])[$"{Id}/{other}/index.m3u8", $"{Id}/{PlayerHost.Token(Url)}/index.m3u8", $"{Id}/x/index.m3u8", $"{Id}/{PlayerHost.Token($"relay/{Id}", expiresIn: -60)}/index.m3u8", $"x/{token}/index.m3u8"])
            (await host.GetAsync($"/video-player/relay/{path}")).Status.ShouldBe(HttpStatusCode.Unauthorized, path);
        foreach (var path in (string[])["..%2fstatus", "%2e%2e", "order", "status", "a.ts", "1.ts%00"])
            (await host.GetAsync($"/video-player/relay/{Id}/{token}/{path}")).Status.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.BadRequest);
        (await host.GetAsync($"/video-player/relay/{RelayUrl.Id("rtsp://a.example.com/")}/{other}/index.m3u8")).Status.ShouldBe(HttpStatusCode.NotFound);
        // The pod redirects, and nobody follows.
        (await host.GetAsync($"/video-player/relay/{Id}/{token}/7.ts")).Status.ShouldBe(HttpStatusCode.NotFound);
        _asked.ShouldAllBe(asked => asked == "GET /live/7.ts");
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("::ffff:192.168.0.1")]
    public async Task A_host_that_leads_to_an_address_that_is_not_public_starts_nothing(string address)
    {
        await using var host = await StartAsync(addresses: [address]);

        (await host.GetAsync(State())).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await host.GetAsync(State("rtsp://10.0.0.1/a"))).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await host.GetAsync(State("srt://a.example.com:1?mode=listener"))).Status.ShouldBe(HttpStatusCode.BadRequest);
        host.Cluster.All(Pods).ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_relays_no_such_URL_plays()
    {
        await using var host = await PlayerHost.StartAsync();

        (await host.GetAsync(State())).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await host.GetAsync($"/video-player/relay/{Id}/{PlayerHost.Token($"relay/{Id}")}/index.m3u8")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private Task<PlayerHost> StartAsync(Action<FakeApiServer>? put = null, params string[] addresses) => PlayerHost.StartAsync(
        s => s with { Relay = new() { Namespace = "onair-relay", PodTemplate = _template, Max = 2, Port = _port } }, put,
        (_, _) => Task.FromResult((addresses.Length == 0 ? ["93.184.216.34"] : addresses).Select(IPAddress.Parse).ToArray()));

    private static string Link(string url = Url) => $"/video-player/play-from-url/?url={Uri.EscapeDataString(url)}&name=Camera&token={PlayerHost.Token(url)}";

    private static string State(string url = Url) => Link(url).Replace("from-url/?", "from-url/state.json?", StringComparison.Ordinal);

    private static void PutPod(FakeApiServer cluster, string id, string phase = "Running") => cluster.Put(Pods, new()
    {
        ["metadata"] = new JsonObject { ["name"] = $"relay-{id}", ["namespace"] = "onair-relay", ["uid"] = $"uid-of-{id}", ["labels"] = new JsonObject { ["app.kubernetes.io/component"] = "relay" } },
        ["spec"] = new JsonObject { ["containers"] = new JsonArray() },
        ["status"] = new JsonObject { ["phase"] = phase, ["podIP"] = "127.0.0.1" },
    });

    // As the kubelet reports it.
    private static Task Runs(PlayerHost host)
    {
        var pod = host.Cluster.Find($"{Pods}/relay-{Id}")!;
        pod["status"] = new JsonObject { ["phase"] = "Running", ["podIP"] = "127.0.0.1" };
        host.Cluster.Put(Pods, pod);
        return Task.CompletedTask;
    }
}
