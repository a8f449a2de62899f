using System.Net;

namespace Onair.Tests.Unit.Gateway.Player;

public sealed class PlayerRoutesTests
{
    private const string Keynote = "talks/livestreams/keynote";

    // All that a status may have and that no viewer must learn.
    private static readonly string[] Private =
    [
        "rtmp:", "203.0.113.7", "keynote-stream-key", "1234567", "7654321", "security-group-42", "package-channel-1", "package-endpoint-1", "s3://", "arn:aws", "account-7", "internal note", "session-2", "a1b2c3.global-contribute", "AKIAIOSFODNN7", "asset-7",
        "hls/talks/show",
    ];

    public static TheoryData<string> Refused => new(
        "",
        "?token=",
        "?token=abc",
        $"?token={PlayerHost.Token("talks/livestreams/other")}",
        $"?token={PlayerHost.Token("keynote")}",
        $"?token={PlayerHost.Token(Keynote, "onair-keys")}",
        $"?token={PlayerHost.Token(Keynote, expiresIn: -60)}",
        $"?token={Jwt.Unsigned(Jwt.Claims(Keynote, "onair-player"))}",
        $"?token={Jwt.Signed("HS512", Jwt.Claims(Keynote, "onair-player"))}",
        $"?token={Jwt.Signed("HS256", Jwt.Claims(Keynote, "onair-player"), "another secret")}",
        $"?token={Jwt.Signed("HS256", Jwt.Claims(Keynote, "onair-player", exp: null))}",
        $"?token=x&token={PlayerHost.Token(Keynote)}");

    [Fact]
    public async Task A_page_has_its_data_and_may_load_only_what_it_plays()
    {
        await using var host = await PlayerHost.StartAsync(put: PutAll);

        var answer = await host.GetAsync($"/watch/{Keynote}?token={PlayerHost.Token(Keynote)}");

        (answer.Status, answer.Type).ShouldBe((HttpStatusCode.OK, "text/html"));
        var data = PlayerHost.Data(answer.Text);
        var state = data["state"]!;
        ((string?)state["availability"], (string?)state["title"]).ShouldBe(("live", "Key note"));
        ((string)state["url"]!).ShouldStartWith("https://d1.cloudfront.net/out/index.m3u8?start=");
        ((string)data["stateUrl"]!).ShouldStartWith($"/watch/{Keynote}/state.json?token=");
        data["origins"]!.AsArray().Select(o => (string?)o).ShouldBe(["self"]);
        answer.Headers["Content-Security-Policy"].ShouldBe(
            "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self' https://d1.cloudfront.net; media-src blob: data: https://d1.cloudfront.net; "
            + "img-src 'self' data:; require-trusted-types-for 'script'; trusted-types default; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'");
        answer.Headers["Referrer-Policy"].ShouldBe("no-referrer");
        answer.Headers["X-Content-Type-Options"].ShouldBe("nosniff");
        answer.Headers["Cache-Control"].ShouldBe("no-store");
        answer.Headers["Permissions-Policy"].ShouldContain("camera=()");

        var polled = await host.GetAsync((string)data["stateUrl"]!);
        ((string?)polled.Json["url"]).ShouldBe((string?)state["url"]);
    }

    [Fact]
    public async Task Nothing_that_is_not_for_viewers_leaves_the_cluster()
    {
        await using var host = await PlayerHost.StartAsync(put: PutAll);

        foreach (var subject in (string[])[Keynote, "talks/ivschannels/stage", "talks/hlsbroadcasts/show", "talks/videoassets/talk"])
        {
            var page = await host.GetAsync($"/watch/{subject}?token={PlayerHost.Token(subject)}");
            var state = await host.StateAsync(subject);

            ((string?)state["availability"]).ShouldBeOneOf("live", "video");
            foreach (var text in Private) $"{page.Text}{state.ToJsonString()}{string.Join(' ', page.Headers.Values)}".ShouldNotContain(text, Case.Insensitive, subject);
            state.AsObject().Select(member => member.Key).Except(["availability", "title", "url", "poster", "startsAt", "dvrSeconds", "session", "chapters"]).ShouldBeEmpty();
        }
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Without_a_valid_token_a_video_and_none_are_answered_alike(string query)
    {
        await using var host = await PlayerHost.StartAsync(put: PutAll);

        foreach (var suffix in (string[])["", "/state.json"])
        {
            var known = await host.GetAsync($"/watch/{Keynote}{suffix}{query}");
            var unknown = await host.GetAsync($"/watch/talks/livestreams/none{suffix}{query}");

            known.Status.ShouldBe(HttpStatusCode.Unauthorized);
            (unknown.Status, unknown.Text).ShouldBe((known.Status, known.Text));
            Shown(unknown).ShouldBe(Shown(known));
        }
    }

    [Fact]
    public async Task A_viewer_without_access_reads_in_their_language_what_to_do()
    {
        await using var host = await PlayerHost.StartAsync();

        (await host.GetAsync($"/watch/{Keynote}")).Text.ShouldContain("Ask the person who sent it for a new one.");
        (await host.GetAsync($"/watch/{Keynote}", ("Accept-Language", "de, ru-RU;q=0.9, en;q=0.8"))).Text.ShouldContain("Попросите новую");
        var gone = await host.GetAsync($"/watch/{Keynote}?token={PlayerHost.Token(Keynote)}");
        (gone.Status, gone.Text.Contains("No such video", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.NotFound, true));
        gone.Headers["Content-Security-Policy"].ShouldStartWith("default-src 'none'");
        gone.Headers["Content-Security-Policy"].ShouldNotContain("script-src");
    }

    [Fact]
    public async Task With_public_access_no_token_is_needed_but_signed_assets_do_not_play()
    {
        await using var host = await PlayerHost.StartAsync(s => s with { Access = Onair.Gateway.Player.PlayerAccess.Public, TokenSecret = [], FrameAncestors = ["*"] }, cluster =>
        {
            PutAll(cluster);
            PlayerHost.PutSigned(cluster);
        });

        var page = await host.GetAsync($"/watch/{Keynote}");
        page.Status.ShouldBe(HttpStatusCode.OK);
        ((string?)PlayerHost.Data(page.Text)["stateUrl"]).ShouldBe($"/watch/{Keynote}/state.json");
        page.Headers["Content-Security-Policy"].ShouldEndWith("frame-ancestors *");
        var signed = await host.GetAsync("/watch/talks/videoassets/talk");
        var none = await host.GetAsync("/watch/talks/videoassets/none");
        (signed.Status, signed.Text).ShouldBe((HttpStatusCode.NotFound, none.Text));
        host.Cluster.Requests.ShouldNotContain(r => r.Contains("secrets", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_signed_asset_plays_behind_a_signed_link_with_the_URL_that_the_operator_keeps()
    {
        await using var host = await PlayerHost.StartAsync(put: cluster => PlayerHost.PutSigned(cluster));
        var token = PlayerHost.Token("talks/videoassets/talk");

        foreach (var path in (string[])[$"/video-player/video/{PlayerHost.AssetUid}/", "/video-player/video/talk", "/watch/talks/videoassets/talk"])
        {
            var page = await host.GetAsync($"{path}?token={token}");

            page.Status.ShouldBe(HttpStatusCode.OK, path);
            var state = PlayerHost.Data(page.Text)["state"]!;
            ((string?)state["availability"], (string?)state["title"]).ShouldBe(("video", "The talk"));
            ((string?)state["url"]).ShouldBe("https://stream.mux.com/p.m3u8?token=signed");
            ((string?)state["poster"]).ShouldBe("https://image.mux.com/p/thumbnail.jpg?token=signed");
            page.Headers["Content-Security-Policy"].ShouldContain("connect-src 'self' https://stream.mux.com https://*.mux.com;");
        }
        host.Cluster.Requests.Count(r => r.Contains("secrets", StringComparison.Ordinal)).ShouldBe(1, "an answer is used for half a minute");
        (await host.GetAsync($"/video-player/video/{PlayerHost.AssetUid}/")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await host.GetAsync($"/video-player/video/none/?token={token}")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_Secret_of_somebody_else_is_not_read_for_an_asset()
    {
        await using var host = await PlayerHost.StartAsync(put: cluster => PlayerHost.PutSigned(cluster, "another"));

        var state = await host.StateAsync("talks/videoassets/talk");

        ((string?)state["availability"]).ShouldBe("preparing");
        state["url"].ShouldBeNull();
    }

    [Fact]
    public async Task A_section_plays_by_the_URL_in_the_Secret_that_the_split_owns_and_never_by_its_status()
    {
        await using var host = await PlayerHost.StartAsync(put: cluster => PlayerHost.PutSplit(cluster));
        var token = PlayerHost.Token("talks/archivesplits/highlights");

        var page = await host.GetAsync($"/watch/talks/archivesplits/highlights?section=1&token={token}");

        page.Status.ShouldBe(HttpStatusCode.OK);
        var data = PlayerHost.Data(page.Text);
        data["state"]!.ToJsonString().ShouldBe(
            """{"availability":"video","title":"highlights: Keynote","url":"https://recordings.s3.example/index_1.mp4?X-Amz-Signature=1","format":"mp4","sections":[{},{"title":"Keynote"}],"section":1}""");
        ((string)data["stateUrl"]!).ShouldStartWith("/watch/talks/archivesplits/highlights/state.json?section=1&token=");
        page.Headers["Content-Security-Policy"].ShouldContain("media-src blob: data: https://recordings.s3.example;");
        ((string?)(await host.GetAsync((string)data["stateUrl"]!)).Json["section"]?.ToString()).ShouldBe("1");
        // The first section is completed only in the status.
        var first = await host.StateAsync("talks/archivesplits/highlights");
        ((string?)first["availability"], first["url"]).ShouldBe(("preparing", null));
        (await host.GetAsync($"/watch/talks/archivesplits/highlights?section=2&token={token}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await host.GetAsync("/watch/talks/archivesplits/highlights?section=1")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("another", "2999-01-01T00:00:00Z")]
    [InlineData(PlayerHost.SplitUid, "2020-01-01T00:00:00Z")]
    public async Task A_URL_of_somebody_else_or_one_that_has_expired_does_not_play(string owner, string expires)
    {
        await using var host = await PlayerHost.StartAsync(put: cluster => PlayerHost.PutSplit(cluster, owner, expires));

        var state = (await host.GetAsync($"/watch/talks/archivesplits/highlights/state.json?section=1&token={PlayerHost.Token("talks/archivesplits/highlights")}")).Json;

        ((string?)state["availability"], state["url"]).ShouldBe(("preparing", null));
    }

    [Fact]
    public async Task With_public_access_no_section_plays_and_no_Secret_is_read()
    {
        await using var host = await PlayerHost.StartAsync(s => s with { Access = Onair.Gateway.Player.PlayerAccess.Public, TokenSecret = [] }, cluster => PlayerHost.PutSplit(cluster));

        (await host.GetAsync("/watch/talks/archivesplits/highlights?section=1")).Status.ShouldBe(HttpStatusCode.NotFound);
        host.Cluster.Requests.ShouldNotContain(r => r.Contains("secrets", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("talks/secrets/keynote")]
    [InlineData("talks/connectors/keynote")]
    [InlineData("talks/LiveStreams/keynote")]
    [InlineData("Talks/livestreams/keynote")]
    [InlineData("talks/livestreams/Keynote")]
    [InlineData("talks/livestreams/..")]
    [InlineData("talks/livestreams/%2e%2e%2fkeynote")]
    [InlineData("talks/livestreams/key%00note")]
    [InlineData("talks/livestreams/%22%3E%3Cscript%3E")]
    [InlineData("other/livestreams/keynote")]
    public async Task A_name_that_no_object_can_have_is_as_unknown_as_any(string subject)
    {
        await using var host = await PlayerHost.StartAsync(s => s with { Access = Onair.Gateway.Player.PlayerAccess.Public, WatchNamespace = "talks" }, PutAll);

        var answer = await host.GetAsync($"/watch/{subject}");

        answer.Status.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.BadRequest);
        answer.Text.ShouldNotContain("keynote");
        answer.Text.ShouldNotContain("<script");
    }

    [Fact]
    public async Task An_object_that_is_being_deleted_is_gone_for_viewers()
    {
        await using var host = await PlayerHost.StartAsync(put: cluster =>
            PlayerHost.Put(cluster, "livestreams", "keynote", "{}", "{}", """{"deletionTimestamp":"2026-01-01T00:00:00Z","finalizers":["onair.dev/finalizer"]}"""));

        (await host.GetAsync($"/watch/{Keynote}?token={PlayerHost.Token(Keynote)}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task Only_GET_and_HEAD_are_answered(string method)
    {
        await using var host = await PlayerHost.StartAsync(put: PutAll);
        var query = $"?token={PlayerHost.Token(Keynote)}";

        foreach (var path in (string[])[$"/watch/{Keynote}", $"/watch/{Keynote}/state.json", "/video-player/video/talk/", "/player/1.0.0/player.js"])
        {
            (await host.SendAsync(method, path + query)).Status.ShouldBe(HttpStatusCode.MethodNotAllowed);
        }
        var head = await host.SendAsync("HEAD", $"/watch/{Keynote}{query}");
        (head.Status, head.Text).ShouldBe((HttpStatusCode.OK, ""));
    }

    [Fact]
    public async Task A_title_is_text_wherever_it_is()
    {
        const string Title = "</script><script>alert(1)</script>{{data}}{{title}}\"'&";
        await using var host = await PlayerHost.StartAsync(put: cluster => PlayerHost.Put(
            cluster, "videoassets", "talk", $$"""{"providerRef":{"name":"mux"},"source":{"url":"https://a.example/t.mp4"},"title":{{System.Text.Json.JsonSerializer.Serialize(Title)}}}""",
            """{"state":"Ready","playback":{"id":"p","url":"javascript:alert(1)"},"thumbnailUrl":"https://a.example; script-src *"}"""));

        var page = await host.GetAsync($"/watch/talks/videoassets/talk?token={PlayerHost.Token("talks/videoassets/talk")}");

        page.Text.ShouldNotContain("<script>alert");
        ((string?)PlayerHost.Data(page.Text)["state"]!["title"]).ShouldBe(Title);
        // Neither is a URL that a page may load.
        PlayerHost.Data(page.Text)["state"]!["url"].ShouldBeNull();
        page.Headers["Content-Security-Policy"].ShouldNotContain("*");
    }

    [Fact]
    public async Task The_player_is_off_unless_enabled()
    {
        var gateway = new GatewayHost();
        await gateway.InitializeAsync();
        using var viewer = gateway.Viewer;

        foreach (var path in (string[])["/watch/talks/livestreams/keynote", "/video-player/video/talk/", "/player/1.0.0/player.js"])
        {
            using var answer = await viewer.GetAsync(GatewayHost.At(path));
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
        await gateway.DisposeAsync();
    }

    private static string Shown(ApiAnswer answer) =>
        string.Join('\n', answer.Headers.Where(h => h.Key != "Date").OrderBy(h => h.Key, StringComparer.Ordinal).Select(h => $"{h.Key}: {h.Value}"));

    private static void PutAll(FakeApiServer cluster)
    {
        PlayerHost.Put(cluster, "livestreams", "keynote", """{"state":"Running","providerRef":{"name":"account-7"}}""",
            """
            {"ingest":{"endpoints":["rtmp://203.0.113.7:1935/live"],"streamKeySecretRef":{"name":"keynote-stream-key"}},
             "playback":{"url":"https://origin.mediapackage.example/out/index.m3u8","liveUrl":"https://d1.cloudfront.net/out/index.m3u8"},
             "currentSessionId":"session-2",
             "sessions":[{"id":"session-2","archivePath":"s3://recordings/2026/2","startedAt":"2026-01-01T00:00:00Z","runningAt":"2026-01-01T00:01:00Z"}],
             "resources":{"provider":"account-7","channelId":"1234567","inputId":"7654321","inputSecurityGroupId":"security-group-42","packageChannelId":"package-channel-1","packageEndpointId":"package-endpoint-1"} }
            """,
            """{"annotations":{"onair.dev/display-name":"Key note","onair.dev/description":"internal note"}}""");
        PlayerHost.Put(cluster, "ivschannels", "stage", """{"providerRef":{"name":"account-7"}}""",
            """
            {"conditions":[{"type":"Live","status":"True","reason":"r","message":"m","lastTransitionTime":"2026-01-01T00:00:00Z"}],
             "playback":{"url":"https://p1.us-west-2.playback.live-video.net/api/video/v1/stage.m3u8"},
             "ingest":{"endpoint":"a1b2c3.global-contribute.live-video.net"},"streamKeySecretRef":{"name":"stage-stream-key"},
             "stream":{"id":"session-2","startedAt":"2026-01-01T00:00:00Z"},
             "resources":{"provider":"account-7","channelArn":"arn:aws:ivs:us-west-2:1234567:channel/x"} }
            """);
        PlayerHost.Put(cluster, "hlsbroadcasts", "show", """{"providerRef":{"name":"account-7"},"state":"Running"}""",
            """
            {"conditions":[{"type":"Receiving","status":"True","reason":"r","message":"m","lastTransitionTime":"2026-01-01T00:00:00Z"}],
             "playback":{"url":"https://d1.cloudfront.net/show/index.m3u8"},"provider":"account-7","folder":"s3://b/hls/talks/show/uid",
             "startedAt":"2026-01-01T00:00:00Z","credentials":{"secretName":"show-credentials","roleArn":"arn:aws:iam::1234567:role/r","sessionName":"AKIAIOSFODNN7","liveUntil":"2026-01-02T00:00:00Z"} }
            """);
        PlayerHost.Put(cluster, "videoassets", "talk", """{"providerRef":{"name":"account-7"},"source":{"url":"https://a.example/t.mp4"},"metadata":{"note":"internal note"}}""",
            """{"state":"Ready","assetId":"asset-7","upload":{"id":"session-2","token":"t"},"playback":{"id":"p","url":"https://stream.mux.com/p.m3u8"}}""");
    }
}
