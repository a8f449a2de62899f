using System.Net;
using System.Text.Json.Nodes;

namespace Onair.Tests.Integration.Telemetry;

/// <summary>The way of a viewer's events: a page, its beacons, PostgreSQL, and the receiver of the earlier service's document.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class TelemetryTests(ControlPlane plane) : IAsyncLifetime
{
    private static readonly IReadOnlyList<ContractSample> Samples = ContractSample.Read("player");
    private static readonly HashSet<string> NoMember = [];

    private TelemetryRig _rig = null!;

    public async Task InitializeAsync() => _rig = await TelemetryRig.StartAsync(plane);

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task Sends_what_a_viewer_does_as_the_earlier_document_has_it()
    {
        var gateway = await _rig.StartGatewayAsync();
        var page = await _rig.OpenAsync(gateway, _rig.Video);

        (await page.SendAsync(page.Event("stream_start"), page.Event("stream_seek", ("from", 3.5)), page.Event("stream_buffering"))).Status.ShouldBe(HttpStatusCode.Accepted);
        (await page.SendAsync(page.Event("stream_quality_change", ("height", 720), ("bitrate", 2_500_000)), page.Event("stream_pause"), page.Event("stream_resume"))).Status.ShouldBe(HttpStatusCode.Accepted);
        (await page.SendAsync(page.Event("stream_error", ("error", "network")), page.Event("stream_end"), page.Figures(120, 130))).Status.ShouldBe(HttpStatusCode.Accepted);
        var received = await _rig.ReceivesAsync(page.Session, 10);

        ShouldBeAsSampled("Video", received[0]);
        ((string?)received[0]["title"], (string?)received[0]["status"], (string?)received[0]["stream_type"]).ShouldBe(("Sample Video", "active", "video_file"));
        ((double?)received[0]["duration"], (string?)received[0]["metadata"]!["resolution"]).ShouldBe((120, "1920x1080"));
        ((string?)received[0]["chapters"]![0]!["title"]).ShouldBe("Chapter 1");
        received.Skip(1).Take(8).Select(e => (string?)e["event_type"]).ShouldBe(
            ["stream_start", "stream_seek", "stream_buffering", "stream_quality_change", "stream_pause", "stream_resume", "stream_error", "stream_end"]);
        foreach (var happened in received.Skip(1).Take(8))
        {
            ShouldBeAsSampled("Streaming event", happened);
            ((string?)happened["session_id"], (string?)happened["user_agent"], (string?)happened["ip_address"]).ShouldBe((page.Session, WatchedPage.UserAgent, "198.51.100.0"));
            ((string?)happened["stream_data"]!["name"], (string?)happened["stream_data"]!["url"]).ShouldBe(("Sample Video", "https://stream.mux.com/p.m3u8"));
            ((double?)happened["timestamp"])!.Value.ShouldBe(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(), 120);
        }
        ((double?)received[2]["stream_data"]!["from"], (int?)received[4]["stream_data"]!["height"], (string?)received[7]["stream_data"]!["error"]).ShouldBe((3.5, 720, "network"));
        ShouldBeAsSampled("Analytics", received[9]);
        ((string?)received[9]["stream_id"], (string?)received[9]["data"]!["user_engagement"]).ShouldBe(((string?)received[0]["video_id"], "high"));
        _rig.Receiver.Received.ShouldAllBe(t => t.Authorization == $"Bearer {TelemetryRig.Token}");
        (await _rig.CountAsync("SELECT count(*) FROM outbox")).ShouldBe(0);
    }

    [Fact]
    public async Task A_stream_is_described_as_the_earlier_document_does_and_its_name_is_not_the_pages()
    {
        var gateway = await _rig.StartGatewayAsync();
        var page = await _rig.OpenAsync(gateway, _rig.Stream);
        (await page.SendAsync(page.Event("stream_start", ("title", "forged"), ("url", "https://evil.example")))).Status.ShouldBe(HttpStatusCode.Accepted);

        var received = await _rig.ReceivesAsync(page.Session, 2);

        ShouldBeAsSampled("Stream", received[0]);
        ((string?)received[0]["name"], (string?)received[0]["stream_type"]).ShouldBe(("keynote", "hls_stream"));
        ((string?)received[1]["stream_data"]!["url"]).ShouldBe("https://origin.mediapackage.example/out/index.m3u8");
        received[1].ToJsonString().ShouldNotContain("forged");
    }

    [Fact]
    public async Task A_plain_request_for_the_page_of_a_video_sends_its_detail()
    {
        var gateway = await _rig.StartGatewayAsync();

        var page = await _rig.OpenAsync(gateway, "/video-player/video/talk/");

        ((string?)(await _rig.ReceivesAsync(page.Session, 1))[0]["title"]).ShouldBe("Sample Video");
        page.Beacon.AbsolutePath.ShouldBe($"{_rig.Video}/beacon");
    }

    [Fact]
    public async Task A_repeat_is_taken_and_sent_once_and_a_late_event_is_not_lost()
    {
        var gateway = await _rig.StartGatewayAsync();
        var page = await _rig.OpenAsync(gateway, _rig.Video);
        var (start, pause, end) = (page.Event("stream_start"), page.Event("stream_pause"), page.Event("stream_end"));

        foreach (var events in (JsonObject[][])[[start], [start, end], [start, end], [pause], [start, pause, end]])
            (await page.SendAsync(events)).Status.ShouldBe(HttpStatusCode.Accepted);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => page.SendAsync(start, pause, end)));

        (await _rig.ReceivesAsync(page.Session, 4)).Count.ShouldBe(4);
        await Task.Delay(2_000);
        _rig.Receiver.Received.Count(t => t.Session == page.Session).ShouldBe(4);
        (await _rig.CountAsync("SELECT count(*) FROM events")).ShouldBe(4);
    }

    [Fact]
    public async Task A_beacon_that_breaks_a_rule_is_refused_with_field_value_and_rule()
    {
        var gateway = await _rig.StartGatewayAsync();
        var page = await _rig.OpenAsync(gateway, _rig.Video);

        var (status, text) = await page.SendAsync(page.Event("stream_start", ("position", -1)), page.Event("stream_dance"), page.Event("stream_pause", ("from", 3)));

        status.ShouldBe(HttpStatusCode.BadRequest, text);
        JsonNode.Parse(text)!["errors"]!.AsArray().Select(e => (string?)e!["field"]).ShouldBe(["events[0].position", "events[1].type", "events[2].from"]);
        text.ShouldContain("\"value\":\"stream_dance\"");
        (await page.SendTextAsync("{")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await page.SendTextAsync(page.BodyOf(), "text/plain")).Status.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await page.SendTextAsync(page.BodyOf(page.Event("stream_start", ("note", new string('x', 70_000)))))).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await page.SendTextAsync($$"""{"session":"20200101-AAAAAAAAAAAAAAAAAAAAAA","sent":1700000000000,"events":[]}""")).Status.ShouldBe(HttpStatusCode.Gone);
        (await _rig.CountAsync("SELECT count(*) FROM events WHERE number > 0")).ShouldBe(0);
    }

    [Fact]
    public async Task A_forged_token_reports_nothing_and_a_session_is_that_of_one_page()
    {
        var gateway = await _rig.StartGatewayAsync(("Player__Access", "Signed"), ("Player__TokenSecret", TelemetryRig.TokenSecret));
        var page = await _rig.OpenAsync(gateway, $"{_rig.Video}?token={LinkToken.Of(_rig.Video, TelemetryRig.TokenSecret)}");
        (await page.SendAsync(page.Event("stream_start"))).Status.ShouldBe(HttpStatusCode.Accepted);
        var own = page.Beacon;

        foreach (var query in (string[])["", "?token=x", $"?token={LinkToken.Of(_rig.Video, Convert.ToBase64String(new byte[32]))}", $"?token={LinkToken.Of(_rig.Stream, TelemetryRig.TokenSecret)}"])
        {
            page.Beacon = new Uri(own, $"{own.AbsolutePath}{query}");
            (await page.SendAsync(page.Event("stream_end"))).Status.ShouldBe(HttpStatusCode.Unauthorized, query);
        }
        page.Beacon = new Uri(own, $"{_rig.Stream}/beacon?token={LinkToken.Of(_rig.Stream, TelemetryRig.TokenSecret)}");
        (await page.SendAsync(page.Event("stream_end"))).Status.ShouldBe(HttpStatusCode.Forbidden);
        // A video that plays goes on when its link expires.
        page.Beacon = new Uri(own, $"{own.AbsolutePath}?token={LinkToken.Of(_rig.Video, TelemetryRig.TokenSecret, expiresIn: -3600)}");
        (await page.SendAsync(page.Event("stream_end"))).Status.ShouldBe(HttpStatusCode.Accepted);
        (await _rig.ReceivesAsync(page.Session, 3)).Count.ShouldBe(3);
        (await page.SendTextAsync(page.BodyOf(page.Event("stream_start")).Replace(page.Session, $"{page.Session[..9]}AAAAAAAAAAAAAAAAAAAAAA", StringComparison.Ordinal))).Status
            .ShouldBe(HttpStatusCode.NotFound, "no session begins with a link that has expired");
    }

    [Fact]
    public async Task A_flood_is_refused_and_disturbs_no_other_viewer()
    {
        var gateway = await _rig.StartGatewayAsync(("Telemetry__SessionEventsPerSecond", "1"), ("Telemetry__AddressEventsPerSecond", "20"));
        var page = await _rig.OpenAsync(gateway, _rig.Video);
        var other = await WatchedPage.OpenAsync(_rig.Http, gateway.Url, _rig.Video, "203.0.113.9");

        // Not beacons count, but their events: of a hundred at once there is room for two beacons of fifty.
        var flood = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => page.SendAsync([.. Enumerable.Range(0, 50).Select(_ => page.Event("stream_pause"))])));
        var statuses = flood.CountBy(answer => answer.Status).ToDictionary();

        (statuses.GetValueOrDefault(HttpStatusCode.Accepted), statuses.Keys.Except([HttpStatusCode.Accepted, HttpStatusCode.TooManyRequests]).Count()).ShouldBe((2, 0), string.Join(", ", statuses));
        (await other.SendAsync(other.Event("stream_start"))).Status.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Keeps_accepted_events_while_the_receiver_is_away_and_a_process_is_killed()
    {
        var gateway = await _rig.StartGatewayAsync();
        var page = await _rig.OpenAsync(gateway, _rig.Video);
        await _rig.Receiver.StopAsync();
        for (var i = 0; i < 20; i++) (await page.SendAsync(page.Event("stream_pause"), page.Event("stream_resume"))).Status.ShouldBe(HttpStatusCode.Accepted);
        await Task.Delay(3_000);
        (await gateway.HealthAsync(_rig.Http)).Text.ShouldStartWith("ok\nviewers' events wait: ");
        await gateway.KillAsync();
        await _rig.StartGatewayAsync();
        await _rig.Receiver.StartAsync();

        await _rig.ReceivesAsync(page.Session, 41);

        _rig.Receiver.Received.Where(t => t.Session == page.Session).Select(t => t.Number).Distinct().ShouldBe(Enumerable.Range(0, 41));
        (await _rig.CountAsync("SELECT count(*) FROM dead_letters")).ShouldBe(0);
    }

    [Fact]
    public async Task Two_replicas_share_the_sessions_and_one_takes_over_those_of_a_killed_one()
    {
        const string Owners = "SELECT count(DISTINCT owner) FROM shards WHERE leased_until > now()";
        var (first, second) = (await _rig.StartGatewayAsync(), await _rig.StartGatewayAsync());
        await Eventually.ShouldBeAsync(async () => await _rig.CountAsync(Owners) == 2, "each replica has a part of the shards", seconds: 60);
        var pages = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => _rig.OpenAsync(i % 2 == 0 ? first : second, _rig.Video)));

        // Beacons of one session come to both replicas.
        for (var round = 0; round < 10; round++)
        {
            Uri[] up = round < 5 ? [first.Url, second.Url] : [first.Url];
            if (round == 5) await second.KillAsync();
            foreach (var (index, page) in pages.Index())
            {
                page.Beacon = new(up[(index + round) % up.Length], page.Beacon.PathAndQuery);
                (await page.SendAsync(page.Event("stream_pause"), page.Event("stream_resume"))).Status.ShouldBe(HttpStatusCode.Accepted);
            }
        }

        foreach (var page in pages) (await _rig.ReceivesAsync(page.Session, 21)).Count.ShouldBe(21);
        (await _rig.CountAsync(Owners)).ShouldBe(1);
        (await _rig.CountAsync("SELECT count(*) FROM shards WHERE leased_until > now()")).ShouldBe(64);
        foreach (var session in _rig.Receiver.Received.GroupBy(t => t.Session))
            session.DistinctBy(t => t.Id).Select(t => t.Number).ShouldBe(Enumerable.Range(0, 21), $"the order of {session.Key}");
        _rig.Receiver.Received.GroupBy(t => t.Id).ShouldAllBe(g => g.Select(t => t.Body.ToJsonString()).Distinct().Count() == 1, "a repeat is the same event");
    }

    [Fact]
    public async Task A_receiver_that_answers_500_while_it_restarts_loses_nothing()
    {
        var until = TimeProvider.System.GetUtcNow().AddSeconds(25);
        _rig.Receiver.Refuse = _ => TimeProvider.System.GetUtcNow() < until ? 500 : null;
        var gateway = await _rig.StartGatewayAsync();
        var page = await _rig.OpenAsync(gateway, _rig.Video);
        await page.SendAsync(page.Event("stream_start"), page.Event("stream_end"));

        (await _rig.ReceivesAsync(page.Session, 3, seconds: 120)).Select(e => (string?)e["event_type"]).ShouldBe([null, "stream_start", "stream_end"]);
        (await _rig.CountAsync("SELECT count(*) FROM dead_letters")).ShouldBe(0);
        _rig.Receiver.Refused.Count.ShouldBeGreaterThan(3);
    }

    [Fact]
    public async Task An_event_that_the_receiver_refuses_becomes_a_dead_letter_and_blocks_nobody()
    {
        _rig.Receiver.Refuse = body => (string?)body["event_type"] == "stream_error" ? 422 : null;
        var gateway = await _rig.StartGatewayAsync();
        var page = await _rig.OpenAsync(gateway, _rig.Video);
        await page.SendAsync(page.Event("stream_start"), page.Event("stream_error", ("error", "media")), page.Event("stream_end"));

        (await _rig.ReceivesAsync(page.Session, 3)).Select(e => (string?)e["event_type"]).ShouldBe([null, "stream_start", "stream_end"]);

        _rig.Receiver.Refused.Count.ShouldBe(3);
        (await _rig.Postgres.QueryAsync("SELECT number, kind, reason FROM onair_telemetry.dead_letters")).ShouldBe("2|ClientError|the receiver answered 422, at the last of 3 attempts");
    }

    [Fact]
    public async Task Without_PostgreSQL_the_player_works_and_telemetry_says_that_it_is_off()
    {
        await _rig.Postgres.KillAsync();
        var gateway = await _rig.PrepareGatewayAsync();
        (await gateway.HealthAsync(_rig.Http)).ShouldBe((HttpStatusCode.OK, "ok\ntelemetry is off: PostgreSQL does not answer"));

        var page = await _rig.OpenAsync(gateway, _rig.Video);
        var start = page.Event("stream_start");
        var (status, text) = await page.SendAsync(start);
        status.ShouldBe(HttpStatusCode.ServiceUnavailable, text);
        text.ShouldContain("Telemetry is off: PostgreSQL does not answer.");

        await _rig.Postgres.StartAsync();
        await gateway.ReportsAsync(_rig.Http);
        (await page.SendAsync(start)).Status.ShouldBe(HttpStatusCode.Accepted);
        (await _rig.ReceivesAsync(page.Session, 2)).Count.ShouldBe(2);

        await _rig.Postgres.KillAsync();
        (await page.SendAsync(page.Event("stream_pause"))).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        await _rig.OpenAsync(gateway, _rig.Video);
    }

    // Without any declared difference: these are the payloads that the document is about.
    private static void ShouldBeAsSampled(string sample, JsonObject received)
    {
        var expected = Samples.Single(s => s.Name == sample).Answer!.AsObject();
        ContractComparison.Between(expected, received, NoMember).ShouldBeEmpty(received.ToJsonString());
        received.Select(m => m.Key).ShouldBe(expected.Select(m => m.Key));
    }
}
