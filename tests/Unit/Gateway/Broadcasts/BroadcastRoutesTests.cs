using System.Net;
using System.Text.Json.Nodes;

namespace Onair.Tests.Unit.Gateway.Broadcasts;

/// <summary>The routes of S3 broadcasts, on an API server in memory; the test does what the operator does.</summary>
public sealed class BroadcastRoutesTests : IAsyncLifetime
{
    private const string Broadcasts = "/apis/onair.dev/v1alpha1/namespaces/talks/hlsbroadcasts";
    private const string Secrets = "/api/v1/namespaces/talks/secrets";

    private ApiHost _host = null!;
    private int _issued;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync(change: s => s with { BroadcastTemplate = new() { Retention = new() { DeleteAfter = "72h" } } });
        _host.Cluster.Put(
            "/apis/onair.dev/v1alpha1/mediaproviders",
            Parse("""{"metadata":{"name":"aws"},"spec":{"aws":{"region":"eu-central-1","archiveBucket":"recordings","hlsBroadcast":{"roleArn":"arn:aws:iam::123456789012:role/HlsUpload","buckets":["broadcasts"]}}}}"""));
        foreach (var right in (string[])["create hlsbroadcasts.onair.dev", "patch hlsbroadcasts.onair.dev", "get secrets"]) _host.Cluster.Allow($"{ApiHost.User} {right} talks");
        await Eventually.ShouldBeAsync(
            () => Task.FromResult(_host.Service<Onair.Kubernetes.Informers.Informer<Onair.Api.MediaProviders.MediaProvider>>().List().Count == 1), "the provider is known");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("/stream/start/?type=hls&name=Town%20hall", null)]
    [InlineData("/stream/start?name=Town+hall", null)]
    [InlineData("/stream/start/", "type=hls&name=Town+hall")]
    [InlineData("/stream/start?type=hls", "name=Town+hall")]
    public async Task A_start_creates_an_HlsBroadcast_and_returns_its_credentials(string path, string? form)
    {
        var start = StartAsync(path, form);
        var (name, id) = await NewAsync();
        Issue(name);
        var answer = await start;

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        JsonNode.DeepEquals(answer.Json, JsonNode.Parse(
            $$$$"""
            {"stream":{"id":"{{{{id}}}}","name":"Town hall","start_date":"2026-01-01 12:00:00"},
             "endpoint":{"S3":{"aws_access_key_id":"ASIA1","aws_secret_access_key":"secret-1","aws_session_token":"token-1","aws_expiration":3600,
              "s3_bucket_name":"broadcasts","s3_bucket_path":"hls/talks/x/1","s3_bucket_region":"eu-central-1"}}}
            """)).ShouldBeTrue(answer.Text);
        var spec = _host.Cluster.Find($"{Broadcasts}/{name}")!["spec"]!;
        ((string?)spec["state"], (string?)spec["providerRef"]!["name"], (string?)spec["retention"]!["deleteAfter"]).ShouldBe(("Running", "aws", "72h"));
        name.ShouldStartWith("town-hall-");
        _host.Logged.ShouldNotContain(line => line.Contains("secret-1", StringComparison.Ordinal) || line.Contains("token-1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Starting_it_again_renews_the_credentials_at_most_once_a_minute()
    {
        var (name, id) = await StartedAsync();
        _host.Time.Advance(TimeSpan.FromMinutes(2));

        var renewal = StartAsync($"/stream/start?type=hls&id={id}");
        await Eventually.ShouldBeAsync(() => Task.FromResult(Renew(name) is not null), "new credentials are asked for");
        Issue(name);
        var (second, third) = (await renewal, await StartAsync($"/stream/start?id={id}&name=Other"));

        ((string?)second.Json["endpoint"]!["S3"]!["aws_access_key_id"], (string?)second.Json["stream"]!["id"]).ShouldBe(("ASIA2", id));
        ((string?)third.Json["endpoint"]!["S3"]!["aws_access_key_id"], (string?)third.Json["stream"]!["name"]).ShouldBe(("ASIA2", "Other"));
    }

    [Fact]
    public async Task A_stop_says_when_it_was_started_and_stopped()
    {
        var (name, id) = await StartedAsync();
        _host.Time.Advance(TimeSpan.FromMinutes(5));

        var stop = StartAsync("/stream/stop/", $"id={id}");
        await Eventually.ShouldBeAsync(() => Task.FromResult((string?)_host.Cluster.Find($"{Broadcasts}/{name}")!["spec"]!["state"] == "Stopped"), "it is to stop");
        Status(name, new() { ["stoppedAt"] = "2026-01-01T12:05:01Z" });
        var answer = await stop;

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        answer.Text.ShouldBe($$$"""{"stream":{"id":"{{{id}}}","name":"Talk","start_date":"2026-01-01 12:00:00","stop_date":"2026-01-01 12:05:01"}""" + "}");
        (await StartAsync($"/stream/stop?id={id}")).Text.ShouldBe(answer.Text);
    }

    [Fact]
    public async Task Without_credentials_in_time_the_problem_names_the_id()
    {
        var start = StartAsync("/stream/start?type=hls&name=Talk&wait=3");
        var (name, id) = await NewAsync();
        Status(name, new()
        {
            ["conditions"] = Parse("""{"a":[{"type":"Ready","status":"False","reason":"NoCredentials","message":"STS does not answer.","lastTransitionTime":"2026-01-01T12:00:00Z"}]}""")["a"]!.DeepClone(),
        });
        await AdvanceUntilAsync(start);
        var answer = await start;

        answer.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Detail.ShouldBe($"The broadcast \"{id}\" has no credentials yet; start it again by this id. STS does not answer.");
        answer.Headers["Retry-After"].ShouldBe("5");
    }

    [Fact]
    public async Task A_repeated_start_with_its_key_creates_one_broadcast()
    {
        var first = StartAsync("/stream/start?name=Talk", null, ("Idempotency-Key", "k"));
        Issue((await NewAsync()).Name);
        var second = await StartAsync("/stream/start", "name=Talk", ("Idempotency-Key", "k"));

        ((string?)second.Json["stream"]!["id"]).ShouldBe((string?)(await first).Json["stream"]!["id"]);
        (await StartAsync("/stream/start?name=Other", null, ("Idempotency-Key", "k"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Theory]
    [InlineData("/stream/start?type=rtmp&name=a", null, "type: Invalid value: \"rtmp\": must be hls")]
    [InlineData("/stream/start", null, "name: Required value: is required without an id")]
    [InlineData("/stream/start?name=a", "name=b", "name: Invalid value: \"a, b\": must be given once")]
    [InlineData("/stream/start?name=a%2Fb", null, "name: Invalid value: \"a/b\": must not contain '..', '/', '\\' or '%'")]
    [InlineData("/stream/start?name=a%00", null, "name: Invalid value: \"a\\u0000\": must not contain control characters, line breaks or invisible characters")]
    [InlineData("/stream/start?id=..", null, "id: Invalid value: \"..\": must consist of letters, digits, '-', '_' and '.' of ASCII, without '..' and without '.' at its start")]
    [InlineData("/stream/stop", null, "id: Required value: is required")]
    public async Task A_wrong_parameter_is_a_400_with_its_name(string path, string? form, string error)
    {
        var answer = await StartAsync(path, form);

        (answer.Status, answer.Errors.Single()).ShouldBe((HttpStatusCode.BadRequest, error));
    }

    [Fact]
    public async Task Json_is_not_a_form() =>
        (await _host.SendAsync("POST", "/stream/start", """{"name":"a"}""")).Status.ShouldBe(HttpStatusCode.UnsupportedMediaType);

    [Fact]
    public async Task A_type_without_a_body_is_no_form() =>
        (await _host.SendAsync("POST", "/stream/stop?id=none", "")).Detail.ShouldBe("There is no broadcast \"none\".");

    [Fact]
    public async Task A_form_of_many_parts_is_read() =>
        (await StartAsync("/stream/stop", "--x\r\nContent-Disposition: form-data; name=\"id\"\r\n\r\nnone\r\n--x--\r\n", ("Content-Type", "multipart/form-data; boundary=x"))).Detail.ShouldBe("There is no broadcast \"none\".");

    [Theory]
    [InlineData("create hlsbroadcasts.onair.dev")]
    [InlineData("get secrets")]
    public async Task Nothing_is_created_for_a_caller_who_may_not_read_the_credentials(string right)
    {
        _host.Cluster.Rights.TryRemove($"{ApiHost.User} {right} talks", out _).ShouldBeTrue();

        (await StartAsync("/stream/start?name=Talk")).Status.ShouldBe(HttpStatusCode.Forbidden);
        _host.Cluster.Requests.ShouldNotContain($"POST {Broadcasts}");
    }

    [Fact]
    public async Task A_broadcast_of_another_namespace_does_not_exist()
    {
        var other = (string)_host.Cluster.Put("/apis/onair.dev/v1alpha1/namespaces/other/hlsbroadcasts", Parse("""{"metadata":{"name":"x","namespace":"other"},"spec":{}}"""))["metadata"]!["uid"]!;

        (await StartAsync($"/stream/start?id={other}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await StartAsync($"/stream/stop?id={other}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private Task<ApiAnswer> StartAsync(string path, string? form = null, params (string Name, string Value)[] headers) =>
        _host.SendFormAsync(path, form, headers);

    private async Task<(string Name, string Id)> StartedAsync()
    {
        var start = StartAsync("/stream/start?type=hls&name=Talk");
        var made = await NewAsync();
        Issue(made.Name);
        (await start).Status.ShouldBe(HttpStatusCode.OK);
        return made;
    }

    private async Task<(string Name, string Id)> NewAsync()
    {
        JsonObject? made = null;
        await Eventually.ShouldBeAsync(() => Task.FromResult((made = _host.Cluster.All(Broadcasts) is [var first, ..] ? first : null) is not null), "the broadcast is created");
        return ((string)made!["metadata"]!["name"]!, (string)made["metadata"]!["uid"]!);
    }

    private string? Renew(string name) => (string?)_host.Cluster.Find($"{Broadcasts}/{name}")!["metadata"]!["annotations"]!["onair.dev/renew"];

    // What the operator does: the Secret, then the status.
    private void Issue(string name)
    {
        var number = ++_issued;
        var (uid, expires) = ((string)_host.Cluster.Find($"{Broadcasts}/{name}")!["metadata"]!["uid"]!, _host.Time.GetUtcNow().AddHours(1));
        _host.Cluster.Put(Secrets, new()
        {
            ["metadata"] = new JsonObject
            {
                ["name"] = $"{name}-credentials",
                ["namespace"] = "talks",
                ["ownerReferences"] = new JsonArray(new JsonObject { ["apiVersion"] = "onair.dev/v1alpha1", ["kind"] = "HlsBroadcast", ["name"] = name, ["uid"] = uid }),
            },
            ["stringData"] = new JsonObject
            {
                ["accessKeyId"] = $"ASIA{number}",
                ["secretAccessKey"] = $"secret-{number}",
                ["sessionToken"] = $"token-{number}",
                ["bucket"] = "broadcasts",
                ["path"] = "hls/talks/x/1",
                ["region"] = "eu-central-1",
                ["expiration"] = $"{expires:yyyy-MM-ddTHH:mm:ssZ}",
            },
        });
        Status(name, new()
        {
            ["startedAt"] = "2026-01-01T12:00:00Z",
            ["credentials"] = new JsonObject
            {
                ["secretName"] = $"{name}-credentials",
                ["roleArn"] = "arn:aws:iam::123456789012:role/HlsUpload",
                ["sessionName"] = "onair-1",
                ["expiresAt"] = $"{expires:yyyy-MM-ddTHH:mm:ssZ}",
                ["liveUntil"] = $"{expires:yyyy-MM-ddTHH:mm:ssZ}",
                ["renewed"] = Renew(name),
            },
        });
    }

    private void Status(string name, JsonObject change)
    {
        var broadcast = _host.Cluster.Find($"{Broadcasts}/{name}")!;
        if (broadcast["status"] is not JsonObject status) broadcast["status"] = status = [];
        foreach (var (member, value) in change) status[member] = value?.DeepClone();
        status["observedGeneration"] = broadcast["metadata"]!["generation"]!.DeepClone();
        _host.Cluster.Put(Broadcasts, broadcast);
    }

    private async Task AdvanceUntilAsync(Task task)
    {
        while (!task.IsCompleted)
        {
            _host.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(10);
        }
    }

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
