using System.Text.Json.Nodes;
using Onair.Emulator.Media;

namespace Onair.Tests.Unit.Emulator.MediaLive;

public sealed class PullInputTests : IDisposable
{
    private const string Rtmp = """{"name":"in","type":"RTMP_PULL","sources":[{"url":"rtmp://live.example.com/app/key","username":"u","passwordParam":"/onair/p"}]}""";
    private const string Hls = """{"name":"in","type":"URL_PULL","sources":[{"url":"https://a.example.com/a.m3u8"},{"url":"https://b.example.com/b.m3u8"}]}""";

    private readonly ControlPlane _plane = new(o =>
    {
        o.Quotas.Inputs = 1;
        o.Quotas.PullInputs = 2;
    });

    [Fact]
    public async Task A_pull_input_has_sources_and_no_destinations()
    {
        var one = await CreateAsync(Rtmp);
        ((string?)one["inputClass"]).ShouldBe("SINGLE_PIPELINE");
        one["sources"]!.ToJsonString().ShouldBe("""[{"passwordParam":"/onair/p","url":"rtmp://live.example.com/app/key","username":"u"}]""");
        one["destinations"]!.AsArray().ShouldBeEmpty();
        one["securityGroups"]!.AsArray().ShouldBeEmpty();
        ((string?)(await CreateAsync(Hls))["inputClass"]).ShouldBe("STANDARD");
        _plane.Media.Ingest.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"type":"RTMP_PULL"}""", "sources: count 0 must be 1 (SINGLE_PIPELINE) or 2 (STANDARD)")]
    [InlineData("""{"type":"RTMP_PULL","sources":[{},{},{}]}""", "sources: count 3")]
    [InlineData("""{"type":"RTMP_PULL","sources":[{"url":"https://a.example.com/app/key"}]}""", "sources[0].url: scheme 'https' must be one of rtmp")]
    [InlineData("""{"type":"RTMP_PULL","sources":[{"url":"rtmp://a.example.com/app"}]}""", "sources[0].url: must have the form rtmp://host:port/application/instance")]
    [InlineData("""{"type":"URL_PULL","sources":[{"url":"https://u:p@a.example.com/a.m3u8"}]}""", "sources[0].url: must not contain a user name or password")]
    [InlineData("""{"type":"URL_PULL","sources":[{"url":"https://a.example.com/a"},{"url":"file:///etc/passwd"}]}""", "sources[1].url: must be an absolute URL")]
    [InlineData("""{"type":"URL_PULL","sources":[{"url":"https://a.example.com/a","passwordParam":"/p"}]}""", "sources[0].username: is required with a passwordParam")]
    [InlineData("""{"type":"URL_PULL","sources":[{"url":"https://a.example.com/a"}],"destinations":[{"streamName":"a/b"}]}""", "destinations: an input of type URL_PULL has none")]
    [InlineData("""{"type":"URL_PULL","sources":[{"url":"https://a.example.com/a"}],"inputSecurityGroups":["1"]}""", "inputSecurityGroups: an input of type URL_PULL has none")]
    [InlineData("""{"type":"RTMP_PUSH","sources":[{"url":"rtmp://a.example.com/app/key"}]}""", "sources: an input of type RTMP_PUSH has none")]
    [InlineData("""{"type":"UDP_PUSH"}""", "only RTMP_PUSH, RTMP_PULL and URL_PULL")]
    public async Task Reports_an_invalid_source_by_field_value_and_rule(string request, string message)
    {
        var (status, body) = await _plane.MediaLive("POST", "/inputs", request);

        status.ShouldBe(400);
        ((string?)body["message"]).ShouldNotBeNull().ShouldContain(message);
    }

    [Fact]
    public async Task Pulls_have_a_quota_of_their_own()
    {
        await CreateAsync(Rtmp);
        await CreateAsync(Rtmp);
        (await _plane.MediaLive("POST", "/inputs", Rtmp)).Status.ShouldBe(429);

        await _plane.InputAsync(await _plane.GroupAsync());
    }

    [Fact]
    public async Task The_password_is_read_from_its_parameter_when_the_channel_starts()
    {
        var channel = await IdleAsync(Rtmp);
        var (status, body) = await _plane.MediaLive("POST", $"/channels/{channel}/start");
        status.ShouldBe(400);
        ((string?)body["message"]).ShouldNotBeNull().ShouldContain("sources[0].passwordParam: input");
        await _plane.Rpc("ssm", "PutParameter", """{"Name":"/onair/p","Value":"correct-horse","Type":"SecureString"}""");

        await StartAsync(channel);

        var source = _plane.Media.Running[channel].Pipelines.ShouldHaveSingleItem();
        source.Pull.ShouldBe(new PullSource(new Uri("rtmp://live.example.com/app/key"), "u", "correct-horse"));
        source.ToString().ShouldNotContain("correct-horse");
        source.ToString().ShouldNotContain("key");
    }

    [Fact]
    public async Task Sources_change_while_the_channel_is_idle_and_not_while_it_runs()
    {
        const string Changed = """{"sources":[{"url":"https://c.example.com/c.m3u8"}]}""";
        var channel = await IdleAsync("""{"name":"in","type":"URL_PULL","sources":[{"url":"https://a.example.com/a.m3u8"}]}""");
        var input = (string)(await _plane.MediaLive("GET", "/inputs")).Body["inputs"]![0]!["id"]!;
        (await _plane.MediaLive("PUT", $"/inputs/{input}", Changed)).Status.ShouldBe(200);
        (await _plane.MediaLive("PUT", $"/inputs/{input}", Hls.Replace(",\"type\":\"URL_PULL\"", "", StringComparison.Ordinal))).Status.ShouldBe(400);
        (await _plane.MediaLive("PUT", $"/inputs/{input}", """{"name":"other"}""")).Status.ShouldBe(200);
        await StartAsync(channel);

        (await _plane.MediaLive("PUT", $"/inputs/{input}", Changed)).Status.ShouldBe(409);

        _plane.Media.Running[channel].Pipelines[0].Pull!.Url.ShouldBe(new Uri("https://c.example.com/c.m3u8"));
    }

    [Fact]
    public async Task The_alert_of_a_source_tells_the_reason_as_it_is_now()
    {
        var channel = await IdleAsync("""{"name":"in","type":"URL_PULL","sources":[{"url":"https://a.example.com/a.m3u8"}]}""");
        await StartAsync(channel);
        _plane.Time.Advance(10);
        (await AlertAsync(channel)).ShouldBe("test");

        _plane.Media.Detail = "no video, the host is refused";

        (await AlertAsync(channel)).ShouldBe("no video, the host is refused");
        _plane.Media.Unreachable = true;
        (await AlertAsync(channel, "HTTP Get Failed")).ShouldNotBeNull();
    }

    public void Dispose() => _plane.Dispose();

    private async Task<JsonNode> CreateAsync(string request)
    {
        var (status, body) = await _plane.MediaLive("POST", "/inputs", request);
        status.ShouldBe(201, body.ToJsonString());
        return body["input"]!;
    }

    private async Task<string> IdleAsync(string request)
    {
        var input = (string)(await CreateAsync(request))["id"]!;
        _plane.Time.Advance(2);
        await _plane.PackageAsync();
        var (status, body) = await _plane.MediaLive("POST", "/channels", Fixtures.ChannelRequest(input).ToJsonString());
        status.ShouldBe(201, body.ToJsonString());
        var id = (string)body["channel"]!["id"]!;
        _plane.Time.Advance(5);
        await _plane.UntilAsync($"/channels/{id}", "IDLE");
        return id;
    }

    private async Task StartAsync(string channel)
    {
        (await _plane.MediaLive("POST", $"/channels/{channel}/start")).Status.ShouldBe(200);
        _plane.Time.Advance(60);
        await _plane.UntilAsync($"/channels/{channel}", "RUNNING");
    }

    private async Task<string?> AlertAsync(string channel, string type = "Video Not Detected") =>
        (string?)(await _plane.MediaLive("GET", $"/channels/{channel}/alerts?stateFilter=SET")).Body["alerts"]!.AsArray()
            .Single(a => (string?)a!["alertType"] == type)!["message"];
}
