using System.Net;
using Onair.Gateway.Player;

namespace Onair.Tests.Unit.Gateway.Player;

public sealed class UrlRoutesTests
{
    private const string Url = "https://cdn.example.com/live/index.m3u8?session=1&part=2";

    public static TheoryData<string> Hidden => ["10.0.0.1", "127.0.0.1", "169.254.169.254", "100.64.0.1", "192.168.1.1", "::1", "fd00::1", "fe80::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::"];

    [Fact]
    public async Task A_URL_plays_on_a_page_that_may_load_from_its_origin_alone()
    {
        await using var host = await StartAsync(s => s with { MediaOrigins = ["https://segments.example.com"] });

        var page = await host.GetAsync(Link(Url, "Camera 1"));

        page.Status.ShouldBe(HttpStatusCode.OK);
        var data = PlayerHost.Data(page.Text);
        data["state"]!.ToJsonString().ShouldBe("""{"availability":"video","title":"Camera 1","url":"https://cdn.example.com/live/index.m3u8?session=1\u0026part=2","format":"hls"}""");
        page.Headers["Content-Security-Policy"].ShouldContain("connect-src 'self' https://cdn.example.com; media-src blob: data: https://cdn.example.com;");
        page.Headers["Referrer-Policy"].ShouldBe("no-referrer");
        var state = await host.GetAsync((string)data["stateUrl"]!);
        (state.Status, state.Json.ToJsonString()).ShouldBe((HttpStatusCode.OK, data["state"]!.ToJsonString()));
        (await host.GetAsync(Link(Url, "Camera 1").Replace("from-url/?", "from-url?", StringComparison.Ordinal))).Status.ShouldBe(HttpStatusCode.OK, "the earlier service's slash is optional");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_URL_needs_a_token_of_its_own_whoever_may_watch_the_rest(bool isPublic)
    {
        await using var host = await StartAsync(s => s with { Access = isPublic ? Onair.Gateway.Player.PlayerAccess.Public : Onair.Gateway.Player.PlayerAccess.Signed });
        var url = Uri.EscapeDataString(Url);

        foreach (var query in (string[])["", $"?url={url}", $"?url={url}&token={PlayerHost.Token("https://cdn.example.com/other.m3u8")}", $"?url={url}&token={PlayerHost.Token("talks/livestreams/keynote")}",
            $"?url={url}&token={PlayerHost.Token(Url, expiresIn: -60)}", $"?url={url}&url=https://b.example/&token={PlayerHost.Token(Url)}", $"?token={PlayerHost.Token("")}"])
            foreach (var path in (string[])["/video-player/play-from-url/", "/video-player/play-from-url/state.json"])
                (await host.GetAsync(path + query)).Status.ShouldBe(HttpStatusCode.Unauthorized, path + query);
        (await host.GetAsync(Link(Url))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_public_player_without_a_secret_plays_no_URL()
    {
        await using var host = await StartAsync(s => s with { Access = Onair.Gateway.Player.PlayerAccess.Public, TokenSecret = [] });

        (await host.GetAsync(Link(Url))).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [MemberData(nameof(Hidden))]
    public async Task A_name_that_leads_to_an_address_that_is_not_public_is_refused(string address)
    {
        await using var host = await StartAsync(addresses: ["93.184.216.34", address]);

        foreach (var link in (string[])[Link(Url), Link(Url).Replace("from-url/?", "from-url/state.json?", StringComparison.Ordinal)])
        {
            var answer = await host.GetAsync(link);

            answer.Status.ShouldBe(HttpStatusCode.BadRequest);
            answer.Text.ShouldNotContain("onair-page");
        }
        (await host.GetAsync(Link(Url))).Text.ShouldContain("Show the person who sent the link what is wrong with it: url &#x27;https://cdn.example.com/");
    }

    [Fact]
    public async Task A_defect_is_shown_with_its_rule_and_as_text()
    {
        await using var host = await StartAsync();

        var answer = await host.GetAsync(Link("https://cdn.example.com/<script>alert(1)</script>", "\u202e"), ("Accept-Language", "ru"));

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Text.ShouldContain("Этот адрес показать нельзя");
        answer.Text.ShouldContain("must not contain control characters or invisible characters");
        answer.Text.ShouldNotContain("<script");
        answer.Headers["Content-Security-Policy"].ShouldStartWith("default-src 'none'");
        (await host.GetAsync(Link("http://10.0.0.1/a.m3u8"))).Text.ShouldContain("10.0.0.1 is private (RFC 1918)");
    }

    [Fact]
    public async Task A_host_that_nobody_knows_is_not_found()
    {
        await using var host = await PlayerHost.StartAsync(resolver: (_, _) => throw new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.HostNotFound));

        var answer = await host.GetAsync(Link(Url));

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Text.ShouldContain("is not found");
    }

    private static Task<PlayerHost> StartAsync(Func<PlayerSettings, PlayerSettings>? change = null, params string[] addresses) => PlayerHost.StartAsync(
        change, resolver: (_, _) => Task.FromResult((addresses.Length == 0 ? ["93.184.216.34"] : addresses).Select(IPAddress.Parse).ToArray()));

    private static string Link(string url, string? name = null) =>
        $"/video-player/play-from-url/?url={Uri.EscapeDataString(url)}{(name is null ? "" : $"&name={Uri.EscapeDataString(name)}")}&token={PlayerHost.Token(url)}";
}
