using System.Net;
using System.Text.Json.Nodes;

namespace Onair.Tests.Unit.Gateway.Streams;

/// <summary>The routes that ship, on an API server in memory: nothing reconciles there.</summary>
public sealed class StreamRoutesTests : IAsyncLifetime
{
    private const string Streams = "/apis/onair.dev/v1alpha1/namespaces/talks/livestreams";

    private static readonly string[] Kinds = ["livestreams.onair.dev", "archivesplits.onair.dev", "connectors.onair.dev", "ivschannels.onair.dev", "secrets"];

    private ApiHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        _host.Cluster.Put("/apis/onair.dev/v1alpha1/mediaproviders", Parse("""{"metadata":{"name":"aws"},"spec":{"aws":{"region":"eu-central-1","archiveBucket":"recordings"}}}"""));
        foreach (var verb in (string[])["get", "list", "create", "patch", "delete"])
            foreach (var kind in Kinds) _host.Cluster.Allow($"{ApiHost.User} {verb} {kind} talks");
        await Eventually.ShouldBeAsync(async () => (await _host.SendAsync("POST", "/streams", """{"name":"probe"}""")).Status == HttpStatusCode.Created, "the provider is known");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_created_stream_is_found_at_once_and_is_an_ordinary_LiveStream()
    {
        var (id, path) = await CreateAsync("""{"name":"Town hall","description":"Every Monday","segment_length":60}""");

        var stored = _host.Cluster.Find(path)!;
        ((string?)stored["spec"]!["state"], (string?)stored["spec"]!["providerRef"]!["name"], (string?)stored["spec"]!["input"]!["redundancy"], (int)stored["spec"]!["archive"]!["segmentSeconds"]!)
            .ShouldBe(("Stopped", "aws", "Standard", 60));
        var read = await _host.GetAsync($"/streams/{id}");
        ((string?)read.Json["name"], (string?)read.Json["description"], (bool)read.Json["started"]!).ShouldBe(("Town hall", "Every Monday", false));
        (await _host.GetAsync("/streams")).Json.AsArray().Select(s => (string)s!["name"]!).ShouldContain("Town hall");
    }

    [Fact]
    public async Task Reading_sends_no_request_to_the_API_server()
    {
        var (id, _) = await CreateAsync();
        await _host.GetAsync("/streams");
        var before = _host.Cluster.Requests.Count;

        for (var i = 0; i < 10; i++)
        {
            (await _host.GetAsync("/streams")).Status.ShouldBe(HttpStatusCode.OK);
            (await _host.GetAsync($"/streams/{id}")).Status.ShouldBe(HttpStatusCode.OK);
        }

        _host.Cluster.Requests.Count.ShouldBe(before);
    }

    [Fact]
    public async Task An_edit_takes_the_whole_object_and_changes_three_members()
    {
        var (id, path) = await CreateAsync();
        var whole = (await _host.GetAsync($"/streams/{id}")).Json.AsObject();
        (whole["name"], whole["started"], whole["segment_length"], whole["id"]) = ("Other", true, 30, "else");

        var answer = await _host.SendAsync("POST", $"/streams/{id}", whole.ToJsonString());

        ((string?)answer.Json["name"], (string?)answer.Json["id"], (bool)answer.Json["started"]!).ShouldBe(("Other", id, false));
        ((string?)_host.Cluster.Find(path)!["spec"]!["state"], (int)_host.Cluster.Find(path)!["spec"]!["archive"]!["segmentSeconds"]!).ShouldBe(("Stopped", 30));
    }

    [Fact]
    public async Task Start_and_stop_declare_the_state()
    {
        var (id, path) = await CreateAsync();

        ((bool)(await _host.SendAsync("POST", $"/streams/{id}/start", """{"path":"s3://{bucket}/talks","startover_window_seconds":7200}""")).Json["started"]!).ShouldBeTrue();
        var spec = _host.Cluster.Find(path)!["spec"]!;
        ((string?)spec["state"], (string?)spec["archive"]!["path"], (int)spec["packaging"]!["startoverWindowSeconds"]!).ShouldBe(("Running", "s3://{bucket}/talks/{uid}-{unix}", 7200));

        ((bool)(await _host.SendAsync("POST", $"/streams/{id}/stop")).Json["started"]!).ShouldBeFalse();
        (await _host.SendAsync("POST", $"/streams/{id}/start")).Status.ShouldBe(HttpStatusCode.OK);
        ((string?)_host.Cluster.Find(path)!["spec"]!["archive"]!["path"]).ShouldBe("s3://{bucket}/{yyyy}/{MM}/{dd}/{uid}-{unix}");
    }

    [Fact]
    public async Task An_edit_on_an_old_version_is_decided_again()
    {
        var (id, path) = await CreateAsync();
        _host.Cluster.Failures.Enqueue(new(HttpStatusCode.Conflict) { Content = new StringContent("""{"kind":"Status","status":"Failure","reason":"Conflict","code":409}""") });

        (await _host.SendAsync("POST", $"/streams/{id}/start")).Status.ShouldBe(HttpStatusCode.OK);
        ((string?)_host.Cluster.Find(path)!["spec"]!["state"]).ShouldBe("Running");
    }

    [Theory]
    [InlineData("POST", "/streams", """{"name":"a/b"}""", "name")]
    [InlineData("POST", "/streams", """{"name":"a","segment_length":0}""", "segment_length")]
    [InlineData("POST", "/streams", """{}""", "name")]
    [InlineData("POST", "/streams/ID/start", """{"startover_window_seconds":-1}""", "startover_window_seconds")]
    [InlineData("POST", "/streams/ID/start", """{"key_rotation_interval":86401}""", "key_rotation_interval")]
    [InlineData("POST", "/streams/ID/start", """{"path":"s3://recordings/../x"}""", "path")]
    [InlineData("POST", "/streams/ID/split", """{"session_id":"s","timestamp_list":[{"start":1}]}""", "timestamp_list[0].end")]
    [InlineData("POST", "/streams/ID/chime_start", """{"chime_url":"ftp://x"}""", "chime_url")]
    public async Task A_wrong_value_is_a_400_with_the_name_of_its_member(string method, string path, string body, string field)
    {
        var (id, _) = await CreateAsync();

        var answer = await _host.SendAsync(method, path.Replace("ID", id, StringComparison.Ordinal), body);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Json["errors"]!.AsArray().Select(e => (string)e!["field"]!).ShouldBe([field]);
    }

    [Fact]
    public async Task A_rule_of_the_resource_is_a_422_with_the_name_of_the_member()
    {
        var (id, _) = await CreateAsync();

        // The playlist window is 60 s.
        var answer = await _host.SendAsync("POST", $"/streams/{id}/start", """{"startover_window_seconds":30}""");

        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Json["errors"]!.AsArray().Select(e => (string)e!["field"]!).ShouldBe(["startover_window_seconds"]);
    }

    [Fact]
    public async Task A_stream_of_another_namespace_does_not_exist()
    {
        var other = (string)_host.Cluster.Put("/apis/onair.dev/v1alpha1/namespaces/other/livestreams", Parse("""{"metadata":{"name":"x","namespace":"other"},"spec":{}}"""))["metadata"]!["uid"]!;

        (await _host.GetAsync($"/streams/{other}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await _host.SendAsync("DELETE", $"/streams/{other}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await _host.GetAsync("/streams")).Text.ShouldNotContain(other);
    }

    [Fact]
    public async Task A_deleted_stream_is_gone_at_once()
    {
        var (id, path) = await CreateAsync();

        (await _host.SendAsync("DELETE", $"/streams/{id}")).Status.ShouldBe(HttpStatusCode.NoContent);

        _host.Cluster.Find(path).ShouldBeNull();
        (await _host.GetAsync($"/streams/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_repeated_creation_with_its_key_creates_one_stream()
    {
        var first = await _host.SendAsync("POST", "/streams", """{"name":"Once"}""", ("Idempotency-Key", "k"));
        var second = await _host.SendAsync("POST", "/streams", """{"name":"Once"}""", ("Idempotency-Key", "k"));

        ((string)second.Json["id"]!).ShouldBe((string)first.Json["id"]!);
        (await _host.SendAsync("POST", "/streams", """{"name":"Twice"}""", ("Idempotency-Key", "k"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_meeting_is_a_Connector_and_its_url_only_in_a_Secret()
    {
        const string url = "https://app.chime.aws/meetings/1234567890";
        var (id, path) = await CreateAsync();
        var name = path[(path.LastIndexOf('/') + 1)..];

        (await _host.SendAsync("POST", $"/streams/{id}/chime_start", $$"""{"chime_url":"{{url}}"}""")).Status.ShouldBe(HttpStatusCode.OK);

        var connector = _host.Cluster.Find($"/apis/onair.dev/v1alpha1/namespaces/talks/connectors/{name}-chime")!;
        connector.ToJsonString().ShouldNotContain(url);
        var secret = (string)connector["spec"]!["source"]!["meeting"]!["urlSecretRef"]!["name"]!;
        Convert.FromBase64String((string)_host.Cluster.Find($"/api/v1/namespaces/talks/secrets/{secret}")!["data"]!["url"]!).ShouldBe(System.Text.Encoding.UTF8.GetBytes(url));
        ((string)connector["metadata"]!["ownerReferences"]![0]!["uid"]!).ShouldBe(id);

        // Again: nothing happens. Another one has to wait.
        (await _host.SendAsync("POST", $"/streams/{id}/chime_start", $$"""{"chime_url":"{{url}}"}""")).Status.ShouldBe(HttpStatusCode.OK);
        (await _host.SendAsync("POST", $"/streams/{id}/chime_start", $$"""{"chime_url":"{{url}}1"}""")).Status.ShouldBe(HttpStatusCode.Conflict);

        (await _host.SendAsync("POST", $"/streams/{id}/chime_stop")).Status.ShouldBe(HttpStatusCode.OK);
        _host.Cluster.Find($"/apis/onair.dev/v1alpha1/namespaces/talks/connectors/{name}-chime").ShouldBeNull();
        _host.Cluster.Find($"/api/v1/namespaces/talks/secrets/{secret}").ShouldBeNull();
        _host.Logged.ShouldNotContain(line => line.Contains(url, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_meeting_that_is_refused_leaves_no_Secret()
    {
        var (id, _) = await CreateAsync();
        _host.Cluster.Refuse = request => request == "POST /apis/onair.dev/v1alpha1/namespaces/talks/connectors"
            ? FakeApiServer.Status(HttpStatusCode.Forbidden, "Forbidden", "connectors.onair.dev \"x\" is forbidden: exceeded quota: few") : null;

        (await _host.SendAsync("POST", $"/streams/{id}/chime_start", """{"chime_url":"https://app.chime.aws/meetings/1234567890"}""")).Status.ShouldBe(HttpStatusCode.Conflict);

        _host.Cluster.All("/api/v1/namespaces/talks/secrets").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stop_whose_caller_may_not_remove_the_url_does_nothing()
    {
        var (id, path) = await CreateAsync();
        var connector = $"/apis/onair.dev/v1alpha1/namespaces/talks/connectors/{path[(path.LastIndexOf('/') + 1)..]}-chime";
        await _host.SendAsync("POST", $"/streams/{id}/chime_start", """{"chime_url":"https://app.chime.aws/meetings/1234567890"}""");
        _host.Cluster.Rights.TryRemove($"{ApiHost.User} delete secrets talks", out _);

        (await _host.SendAsync("POST", $"/streams/{id}/chime_stop")).Status.ShouldBe(HttpStatusCode.Forbidden);

        _host.Cluster.Find(connector).ShouldNotBeNull();
    }

    [Fact]
    public async Task Keys_are_shown_to_callers_who_may_read_their_Secret()
    {
        _host.Cluster.Put("/api/v1/namespaces/talks/secrets", Parse("""{"metadata":{"name":"key","namespace":"talks"},"type":"onair.dev/stream-key","stringData":{"streamKey":"hush-hush"}}"""));
        var id = (string)_host.Cluster.Put(Streams, Parse(
            """{"metadata":{"name":"ready","namespace":"talks"},"spec":{},"status":{"ingest":{"endpoints":["rtmp://203.0.113.7:1935/live"],"streamKeySecretRef":{"name":"key","key":"streamKey"}}}}"""))["metadata"]!["uid"]!;
        await Eventually.ShouldBeAsync(async () => (await _host.GetAsync($"/streams/{id}")).Text.Contains("hush-hush", StringComparison.Ordinal), "the key is shown");
        (await _host.GetAsync("/streams")).Text.ShouldContain("hush-hush");

        _host.Cluster.Rights.TryRemove($"{ApiHost.User} get secrets talks", out _);
        _host.Time.Advance(TimeSpan.FromMinutes(1));

        ((string?)(await _host.GetAsync($"/streams/{id}")).Json["rtmp1"]).ShouldBe("rtmp://203.0.113.7:1935/live");
        (await _host.GetAsync("/streams")).Text.ShouldNotContain("hush-hush");
    }

    private async Task<(string Id, string Path)> CreateAsync(string body = """{"name":"Talk"}""")
    {
        var answer = await _host.SendAsync("POST", "/streams", body);
        answer.Status.ShouldBe(HttpStatusCode.Created, answer.Text);
        var id = (string)answer.Json["id"]!;
        answer.Headers["Location"].ShouldBe($"/streams/{id}");
        return (id, (await PathAsync(id))!);
    }

    private async Task<string?> PathAsync(string id)
    {
        await foreach (var stream in _host.Service<Onair.Kubernetes.Client.KubernetesClient>().ListAsync(Onair.Api.OnairResources.LiveStreams, "talks"))
            if (stream.Metadata.Uid == id) return $"{Streams}/{stream.Metadata.Name}";
        return null;
    }

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
