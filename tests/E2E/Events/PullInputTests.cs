using System.Text.Json.Nodes;
using Onair.Api.LiveStreams;
using Onair.Tests.E2E.Browser;
using Onair.Tests.E2E.Cluster;
using Onair.Tests.E2E.Cluster.RtmpSource;
using Onair.Tests.E2E.Tools;

namespace Onair.Tests.E2E.Events;

/// <summary>Streams that fetch their video from somebody else's server.</summary>
[Collection(EnvironmentCollection.Name)]
public sealed class PullInputTests(Environment environment) : IDisposable
{
    // Where sources in the cluster are, whatever made the cluster.
    private static readonly string[] Private = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };

    [Fact]
    public async Task Another_streams_HLS_is_pulled_and_a_changed_source_waits_for_the_stop()
    {
        await using var provider = await ProviderAsync();
        await using var source = await TestStream.ApplyAsync(environment.Kubectl, Show.Spec());
        await using var publisher = Publisher.Start((await source.PushUrlsAsync())[0], Show.Size, Show.FrameRate);
        var url = await source.OriginAsync();
        await using var watch = await PlaylistWatch.StartAsync(_http, url);
        await watch.AdvanceAsync(2);

        await using var relay = await TestStream.ApplyAsync(environment.Kubectl, Show.Spec(provider.Name, Input("UrlPull", url.AbsoluteUri)));
        await relay.WaitForConditionAsync("Receiving", Show.InAWhile);
        await using var pulled = await PlaylistWatch.StartAsync(_http, await relay.OriginAsync());
        await pulled.AdvanceAsync(2);
        await ShouldShowTheSameAsync(watch, pulled);

        var (before, another) = (await relay.StatusAsync(), new Uri(url, "index.m3u8?another").AbsoluteUri);
        await relay.PatchSpecAsync($$$"""{"input": {"sources": [{"url": "{{{another}}}"}]}}""");
        (await relay.MessageAsync("ChangesPending", "WaitingForIdle"))
            .ShouldBe("These changes wait until the channel is stopped: spec.input.sources[0].url");
        await pulled.AdvanceAsync(2);
        pulled.ShouldBeUnbroken();
        (await relay.StatusAsync()).CurrentSessionId.ShouldBe(before.CurrentSessionId);
    }

    [Fact]
    public async Task A_source_that_asks_for_a_password_gets_it_and_nobody_else_sees_it()
    {
        var password = $"pw-{Guid.NewGuid():N}";
        await using var provider = await ProviderAsync();
        await using var stream = await TestStream.ApplyAsync(
            environment.Kubectl, Show.Spec(provider.Name, ("state", nameof(StreamState.Stopped)), Input("RtmpPull", "rtmp://media.example.com/live/show")));
        var source = await RtmpSource.StartAsync(environment.Kubectl, stream.Name, password);

        await stream.PatchSpecAsync($$$"""
            {"state": "Running",
             "input": {"sources": [{"url": "{{{source.Url}}}", "credentialsSecretRef": {"name": "{{{RtmpSource.Secret}}}"}}]}}
            """);

        await stream.WaitForConditionAsync("Receiving", Show.InAWhile);
        await using var edge = await PlaylistWatch.StartAsync(_http, await stream.OriginAsync());
        await edge.AdvanceAsync(2);
        await ShouldMoveAsync(edge);
        (await source.LogAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct().ShouldBe(["accepted"]);
        await ShouldBeNowhereAsync(password, stream);
    }

    [Fact]
    public async Task A_private_source_that_the_provider_does_not_allow_is_refused()
    {
        const string Neighbour = "http://10.244.0.1:30080/out/v1/index.m3u8";
        const string Metadata = "http://169.254.169.254/latest/index.m3u8";
        async Task<string> RefusedAsync(string url) =>
            await environment.Kubectl.RefusedAsync(TestStream.Manifest("default", Show.Spec(other: Input("UrlPull", url))));

        (await RefusedAsync(Neighbour)).ShouldContain(Refusal(Neighbour, "10.244.0.1 is private (RFC 1918)"));
        (await RefusedAsync(Metadata)).ShouldContain("spec.input.sources[0].url: Invalid value: \"" + Metadata);
    }

    public void Dispose() => _http.Dispose();

    private static string Refusal(string url, string rule) =>
        $"spec.input.sources[0].url: Invalid value: \"{url}\": {rule}; "
        + $"spec.aws.allowedSourceCidrs of MediaProvider \"{Environment.ProviderName}\" can allow private addresses";

    private static (string, JsonNode) Input(string type, string url) =>
        ("input", new JsonObject { ["type"] = type, ["sources"] = new JsonArray(new JsonObject { ["url"] = url }) });

    /// <summary>The tests' account, with sources allowed that are not public.</summary>
    private async Task<TestProvider> ProviderAsync()
    {
        var aws = (await environment.Kubectl.GetAsync("mediaprovider", Environment.ProviderName))["spec"]!["aws"]!.DeepClone();
        aws["allowedSourceCidrs"] = new JsonArray([.. Private.Select(it => (JsonNode)it)]);
        return await TestProvider.ApplyAsync(environment.Kubectl, $"e2e-{Guid.NewGuid():N}"[..12], aws);
    }

    private static async Task<Picture> ShouldMoveAsync(PlaylistWatch edge)
    {
        var (first, last) = await Picture.EndsAsync(await edge.DownloadAsync(edge.Segments[^1]));
        last.DifferenceTo(first).ShouldBeGreaterThan(Viewing.MovingPicture);
        return last;
    }

    /// <summary>The test picture has still parts and moving ones: two moments of it are closer than it is to anything else.</summary>
    private static async Task ShouldShowTheSameAsync(PlaylistWatch one, PlaylistWatch other)
    {
        var (left, right) = (await ShouldMoveAsync(one), await ShouldMoveAsync(other));
        left.DifferenceTo(right).ShouldBeLessThan(0.25 * left.DifferenceTo(new(new byte[left.Pixels.Length])));
    }

    /// <summary>Not in what people see of the stream, of the operator and of the emulator, its processes' command lines included.</summary>
    private async Task ShouldBeNowhereAsync(string password, TestStream stream)
    {
        string[] emulator = ["--namespace=onair-system", "deployment/onair-emulator"];
        var texts = new[]
        {
            await environment.Kubectl.RunAsync("get", "livestreams,events", "--namespace", stream.Name, "--output=yaml"),
            await environment.Kubectl.RunAsync("get", "mediaproviders", "--output=yaml"),
            await environment.Kubectl.RunAsync("logs", "--namespace=onair-system", "--selector=app.kubernetes.io/component=operator", "--since=10m", "--tail=-1"),
            await environment.Kubectl.RunAsync(["logs", .. emulator, "--since=10m", "--tail=-1"]),
            await environment.Kubectl.RunAsync(["exec", .. emulator, "--", "bash", "-c", "cat /proc/[0-9]*/cmdline | tr '\\0' ' '"]),
            await _http.GetStringAsync(new Uri(await stream.OriginAsync(), "/admin/state.json")),
        };

        texts[0].ShouldContain(RtmpSource.Secret, Case.Sensitive, "the stream is seen");
        texts[4].ShouldContain("ffmpeg", Case.Sensitive, "the emulator's processes are seen");
        foreach (var text in texts) text.ShouldNotContain(password);
    }
}
