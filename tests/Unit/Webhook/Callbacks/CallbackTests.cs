using System.Net;
using Onair.Webhook.Callbacks;
using static Onair.Tests.Unit.Webhook.Callbacks.CallbackHost;

namespace Onair.Tests.Unit.Webhook.Callbacks;

[Collection(WebhookHost.Alone)]
public sealed class CallbackTests : IAsyncLifetime
{
    private WebhookHost _host = null!;

    public async Task InitializeAsync() => _host = await ReadyAsync(cluster =>
    {
        cluster.Providers.AddRange([Mux("silent"), Mux("secretless"), Mux("keyless"), Mux("broken")]);
        cluster.Providers.Single(p => p.Metadata.Name == "silent").Spec.Video!.CallbackSecretRef = null;
        cluster.Providers.Single(p => p.Metadata.Name == "secretless").Spec.Video!.CallbackSecretRef = new() { Name = "nowhere", Key = "mux" };
        cluster.Providers.Single(p => p.Metadata.Name == "broken").Spec.Video!.Actions = new();
        cluster.Assets.Add(Asset("nudged", new() { Provider = "mux", AssetId = "a2" }, callback: "e1"));
    });

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Theory]
    [InlineData("upload", "u1", null, "uploading")]
    [InlineData("asset", "a1", null, "ready")]
    [InlineData("asset", "not-recorded-yet", "t1", "uploading")]
    public async Task A_genuine_callback_nudges_the_asset_that_it_is_about(string type, string about, string? token, string asset)
    {
        (await _host.CallAsync(Event("e1", type, about, token))).ShouldBe(HttpStatusCode.OK);

        (await _host.PatchedAsync(1)).ShouldBe([Patch(asset, "e1")]);
    }

    [Theory]
    [InlineData("asset", "a8", null)]
    [InlineData("asset", "u1", null)]
    [InlineData("asset", "a9", "t9")]
    [InlineData("asset", "", "")]
    public async Task A_callback_about_nothing_of_the_provider_changes_nothing(string type, string about, string? token)
    {
        (await _host.CallAsync(Event("e1", type, about, token))).ShouldBe(HttpStatusCode.OK);

        await NothingElseAsync();
    }

    public static TheoryData<string, Func<string, DateTimeOffset, string?>, HttpStatusCode> Signatures => new()
    {
        { "genuine", (body, now) => Signature(body, now), HttpStatusCode.OK },
        { "late, but within the tolerance", (body, now) => Signature(body, now.AddSeconds(-300)), HttpStatusCode.OK },
        { "early, but within the tolerance", (body, now) => Signature(body, now.AddSeconds(300)), HttpStatusCode.OK },
        { "one of two", (body, now) => $"{Signature(body, now)},v1={new string('0', 64)}", HttpStatusCode.OK },
        { "stale", (body, now) => Signature(body, now.AddSeconds(-301)), HttpStatusCode.Unauthorized },
        { "from the future", (body, now) => Signature(body, now.AddSeconds(301)), HttpStatusCode.Unauthorized },
        { "another secret", (body, now) => Signature(body, now, "another"), HttpStatusCode.Unauthorized },
        { "another body", (body, now) => Signature(body + " ", now), HttpStatusCode.Unauthorized },
        { "another time", (body, now) => Signature(body, now).Replace("t=1", "t=01", StringComparison.Ordinal), HttpStatusCode.Unauthorized },
        { "none", (_, _) => null, HttpStatusCode.Unauthorized },
        { "empty", (_, _) => "", HttpStatusCode.Unauthorized },
        { "rubbish", (_, _) => "rubbish", HttpStatusCode.Unauthorized },
        { "no signature", (_, now) => $"t={now.ToUnixTimeSeconds()}", HttpStatusCode.Unauthorized },
    };

    [Theory]
    [MemberData(nameof(Signatures))]
    public async Task Refuses_forged_and_stale_callbacks_and_changes_nothing(string name, Func<string, DateTimeOffset, string?> sign, HttpStatusCode status)
    {
        var body = Event("e1", "asset", "a1");

        (await _host.SendAsync(body, sign(body, _host.Time.GetUtcNow()))).ShouldBe(status, name);

        if (status == HttpStatusCode.OK) await _host.PatchedAsync(1);
        else await NothingElseAsync();
        _host.Logged.ShouldAllBe(line => !line.Contains("a1", StringComparison.Ordinal) && !line.Contains(Secret, StringComparison.Ordinal) && !line.Contains("v1=", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("aws")]
    [InlineData("silent")]
    [InlineData("broken")]
    [InlineData("..%2Fmux")]
    public async Task All_that_take_no_callbacks_answer_the_same(string provider)
    {
        using var answer = await _host.RequestAsync(HttpMethod.Post, $"/callbacks/{provider}", new StringContent(Event("e1", "asset", "a1")), Signature("", _host.Time.GetUtcNow()));

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        answer.Headers.Select(h => h.Key).ShouldBe(["Date"]);
    }

    [Fact]
    public async Task Only_posts_are_taken_and_only_at_their_own_port()
    {
        (await StatusAsync(HttpMethod.Get, "/callbacks/mux")).ShouldBe(HttpStatusCode.MethodNotAllowed);
        (await StatusAsync(HttpMethod.Put, "/callbacks/mux")).ShouldBe(HttpStatusCode.MethodNotAllowed);
        foreach (var path in new[] { "/", "/callbacks", "/callbacks/mux/more", "/healthz", "/readyz", "/metrics", "/validate/livestreams" })
            (await StatusAsync(HttpMethod.Post, path)).ShouldBe(HttpStatusCode.NotFound, path);
        (await StatusAsync(HttpMethod.Get, "/metrics")).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(HttpMethod.Post, "/callbacks/mux", _host.HealthPort)).ShouldBe(HttpStatusCode.NotFound);
        (await _host.PostAsync("/callbacks/mux", new StringContent(""))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(CallbackEndpoint.BodyLimit, false, HttpStatusCode.Unauthorized)]
    [InlineData(CallbackEndpoint.BodyLimit + 1, false, HttpStatusCode.RequestEntityTooLarge)]
    // Of chunks their frames count as well.
    [InlineData(CallbackEndpoint.BodyLimit - 1000, true, HttpStatusCode.Unauthorized)]
    [InlineData(CallbackEndpoint.BodyLimit + 1, true, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_megabyte_is_read_and_no_more(int length, bool chunked, HttpStatusCode status)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{_host.CallbackPort}/callbacks/mux") { Content = new ByteArrayContent(new byte[length]) };
        (request.Headers.TransferEncodingChunked, request.Headers.ExpectContinue) = (chunked, true);

        using var answer = await http.SendAsync(request);

        answer.StatusCode.ShouldBe(status);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("")]
    [InlineData("{\"id\": ")]
    public async Task A_genuine_callback_that_cannot_be_read_is_told_to_the_service_and_the_log(string body)
    {
        (await _host.CallAsync(body)).ShouldBe(HttpStatusCode.BadRequest);

        _host.Logged.ShouldContain(line => line.Contains("MediaProvider mux: a verified callback cannot be read: spec.video.actions.callback", StringComparison.Ordinal));
        await NothingElseAsync();
    }

    [Theory]
    [InlineData("secretless", "Secret onair-system/nowhere does not exist")]
    [InlineData("keyless", "Secret onair-system/onair-callbacks has no key keyless")]
    public async Task Without_a_secret_nothing_is_genuine(string provider, string reason)
    {
        (await _host.CallAsync(Event("e1", "asset", "a1"), provider)).ShouldBe(HttpStatusCode.Unauthorized);

        _host.Logged.ShouldContain(line => line.EndsWith($"MediaProvider {provider}: callbacks cannot be verified: {reason}", StringComparison.Ordinal));
        (await _host.PlainAsync("/metrics")).Text.ShouldContain($"onair_callbacks_total{{provider=\"{provider}\",result=\"no_secret\"}}");
    }

    [Fact]
    public async Task A_Secret_that_may_not_be_read_is_told_with_the_value_of_the_chart()
    {
        _host.Cluster.SecretFailure = HttpStatusCode.Forbidden;

        (await _host.CallAsync(Event("e1", "asset", "a1"))).ShouldBe(HttpStatusCode.Unauthorized);

        _host.Logged.ShouldContain(line => line.EndsWith(
            "Secret onair-system/onair-callbacks may not be read: the chart's webhook.callbacks.secretNames must name onair-callbacks", StringComparison.Ordinal));
    }

    [Fact]
    public async Task When_the_secret_cannot_be_asked_for_the_service_is_to_come_again()
    {
        _host.Cluster.SecretFailure = HttpStatusCode.InternalServerError;
        var body = Event("e1", "asset", "a1");

        using (var answer = await _host.RequestAsync(HttpMethod.Post, "/callbacks/mux", new StringContent(body), Signature(body, _host.Time.GetUtcNow())))
            (answer.StatusCode, answer.Headers.RetryAfter?.Delta).ShouldBe((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(5)));
        _host.Cluster.SecretFailure = null;
        _host.Time.Advance(CallbackSecrets.Lifetime);
        (await _host.CallAsync(body)).ShouldBe(HttpStatusCode.OK);
        _host.Cluster.SecretFailure = HttpStatusCode.InternalServerError;
        _host.Time.Advance(CallbackSecrets.Lifetime);
        (await _host.CallAsync(Event("e2", "asset", "a1"))).ShouldBe(HttpStatusCode.OK, "by the secret that was known");
    }

    [Fact]
    public async Task A_secret_is_asked_for_every_ten_seconds_at_most_and_may_be_two_during_a_rotation()
    {
        for (var i = 0; i < 5; i++) await _host.SendAsync("rubbish", "t=1,v1=00");
        _host.Cluster.SecretReads.ShouldBe(1);

        _host.Cluster.Secrets["onair-system/onair-callbacks"] = Secrets(("mux", $"next\n{Secret}\n"));
        _host.Time.Advance(CallbackSecrets.Lifetime);
        (await _host.CallAsync(Event("e1", "asset", "a1"))).ShouldBe(HttpStatusCode.OK);
        (await _host.CallAsync(Event("e2", "asset", "a1"), secret: "next")).ShouldBe(HttpStatusCode.OK);
        _host.Cluster.SecretReads.ShouldBe(2);
    }

    [Fact]
    public async Task A_callback_that_comes_again_changes_nothing_as_long_as_it_is_fresh()
    {
        var (body, signature) = (Event("e1", "asset", "a1"), Signature(Event("e1", "asset", "a1"), _host.Time.GetUtcNow()));

        for (var i = 0; i < 3; i++) (await _host.SendAsync(body, signature)).ShouldBe(HttpStatusCode.OK);
        (await _host.PatchedAsync(1)).ShouldHaveSingleItem();
        // A service signs anew when it sends again.
        _host.Time.Advance(TimeSpan.FromSeconds(60));
        (await _host.CallAsync(body)).ShouldBe(HttpStatusCode.OK);
        _host.Time.Advance(TimeSpan.FromSeconds(241));
        (await _host.SendAsync(body, signature)).ShouldBe(HttpStatusCode.Unauthorized);

        await NothingElseAsync(1);
        (await _host.PlainAsync("/metrics")).Text.ShouldContain("onair_callbacks_total{provider=\"mux\",result=\"duplicate\"}");
    }

    [Fact]
    public async Task An_asset_that_has_the_annotation_already_is_left_alone()
    {
        (await _host.CallAsync(Event("e1", "asset", "a2"))).ShouldBe(HttpStatusCode.OK);

        await NothingElseAsync();
    }

    [Fact]
    public async Task Callbacks_in_any_order_each_have_the_service_asked()
    {
        foreach (var id in new[] { "e3", "e1", "e2" }) (await _host.CallAsync(Event(id, "asset", "a1"))).ShouldBe(HttpStatusCode.OK);

        (await _host.PatchedAsync(3)).ShouldBe([Patch("ready", "e1"), Patch("ready", "e2"), Patch("ready", "e3")]);
    }

    [Fact]
    public async Task With_too_many_waiting_the_service_is_to_come_again_and_is_heard_then()
    {
        var gate = new TaskCompletionSource();
        _host.Cluster.PatchGate = gate.Task;
        var queue = _host.Service<CallbackQueue>();
        var attempt = 0;
        // Until there is room some are taken from the queue, which then wait at the API server.
        await WebhookHost.UntilAsync(async () =>
        {
            while (queue.TryAdd(new(new("media", "ready"), "filler"))) attempt++;
            return await _host.CallAsync(Event($"e{attempt}", "asset", "a1")) == HttpStatusCode.ServiceUnavailable;
        });
        attempt.ShouldBeGreaterThanOrEqualTo(CallbackQueue.Capacity);

        gate.SetResult();
        await WebhookHost.UntilAsync(async () => await _host.CallAsync(Event($"e{attempt}", "asset", "a1")) == HttpStatusCode.OK);
        await WebhookHost.UntilAsync(() => Task.FromResult(_host.Cluster.Patches.Any(p => p.Body.Contains($"\"e{attempt}\"", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData(HttpStatusCode.Conflict, 3, true)]
    [InlineData(HttpStatusCode.InternalServerError, 3, true)]
    [InlineData(HttpStatusCode.InternalServerError, 4, false)]
    [InlineData(HttpStatusCode.Forbidden, 1, false)]
    [InlineData(HttpStatusCode.NotFound, 1, false)]
    public async Task A_nudge_is_tried_again_for_a_while(HttpStatusCode failure, int failures, bool passed)
    {
        for (var i = 0; i < failures; i++) _host.Cluster.PatchFailures.Enqueue(failure);

        (await _host.CallAsync(Event("e1", "asset", "a1"))).ShouldBe(HttpStatusCode.OK, "the service does not wait for it");

        await WebhookHost.UntilAsync(() =>
        {
            _host.Time.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(passed ? !_host.Cluster.Patches.IsEmpty : _host.Cluster.PatchFailures.IsEmpty);
        });
        if (!passed && failure != HttpStatusCode.NotFound)
            await WebhookHost.UntilAsync(() => Task.FromResult(_host.Logged.Any(l => l.Contains("VideoAsset media/ready: a callback could not be passed on", StringComparison.Ordinal))));
    }

    // What came before is passed on by then: the queue keeps the order.
    private async Task NothingElseAsync(int before = 0)
    {
        _host.Service<CallbackQueue>().TryAdd(new(new("media", "last"), "last")).ShouldBeTrue();
        (await _host.PatchedAsync(before + 1)).Length.ShouldBe(before + 1);
        _host.Cluster.Patches.ShouldContain(p => p.Path.EndsWith("/last", StringComparison.Ordinal));
    }

    private async Task<HttpStatusCode> StatusAsync(HttpMethod method, string path, int? port = null)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(method, $"http://127.0.0.1:{port ?? _host.CallbackPort}{path}");
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }
}
