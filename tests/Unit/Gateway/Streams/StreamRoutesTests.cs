using System.Net;

namespace Onair.Tests.Unit.Gateway.Streams;

/// <summary>The routes that ship, on an API server in memory: nothing reconciles there.</summary>
public sealed class StreamRoutesTests : StreamRoutesRig
{
    [Fact]
    public async Task A_created_stream_is_found_at_once_and_is_an_ordinary_LiveStream()
    {
        var (id, path) = await CreateAsync("""{"name":"Town hall","description":"Every Monday","segment_length":60}""");

        var stored = Host.Cluster.Find(path)!;
        ((string?)stored["spec"]!["state"], (string?)stored["spec"]!["providerRef"]!["name"], (string?)stored["spec"]!["input"]!["redundancy"], (int)stored["spec"]!["archive"]!["segmentSeconds"]!)
            .ShouldBe(("Stopped", "aws", "Standard", 60));
        var read = await Host.GetAsync($"/streams/{id}");
        ((string?)read.Json["name"], (string?)read.Json["description"], (bool)read.Json["started"]!).ShouldBe(("Town hall", "Every Monday", false));
        (await Host.GetAsync("/streams")).Json.AsArray().Select(s => (string)s!["name"]!).ShouldContain("Town hall");
    }

    [Fact]
    public async Task Reading_sends_no_request_to_the_API_server()
    {
        var (id, _) = await CreateAsync();
        await Host.GetAsync("/streams");
        var before = Host.Cluster.Requests.Count;

        for (var i = 0; i < 10; i++)
        {
            (await Host.GetAsync("/streams")).Status.ShouldBe(HttpStatusCode.OK);
            (await Host.GetAsync($"/streams/{id}")).Status.ShouldBe(HttpStatusCode.OK);
        }

        Host.Cluster.Requests.Count.ShouldBe(before);
    }

    [Fact]
    public async Task An_edit_takes_the_whole_object_and_changes_three_members()
    {
        var (id, path) = await CreateAsync();
        var whole = (await Host.GetAsync($"/streams/{id}")).Json.AsObject();
        (whole["name"], whole["started"], whole["segment_length"], whole["id"]) = ("Other", true, 30, "else");

        var answer = await Host.SendAsync("POST", $"/streams/{id}", whole.ToJsonString());

        ((string?)answer.Json["name"], (string?)answer.Json["id"], (bool)answer.Json["started"]!).ShouldBe(("Other", id, false));
        ((string?)Host.Cluster.Find(path)!["spec"]!["state"], (int)Host.Cluster.Find(path)!["spec"]!["archive"]!["segmentSeconds"]!).ShouldBe(("Stopped", 30));
    }

    [Fact]
    public async Task Start_and_stop_declare_the_state()
    {
        var (id, path) = await CreateAsync();

        ((bool)(await Host.SendAsync("POST", $"/streams/{id}/start", """{"path":"s3://{bucket}/talks","startover_window_seconds":7200}""")).Json["started"]!).ShouldBeTrue();
        var spec = Host.Cluster.Find(path)!["spec"]!;
        ((string?)spec["state"], (string?)spec["archive"]!["path"], (int)spec["packaging"]!["startoverWindowSeconds"]!).ShouldBe(("Running", "s3://{bucket}/{yyyy}/{MM}/{dd}/{uid}-{unix}", 7200));
        ((string?)spec["archive"]!["folder"]).ShouldBe("s3://{bucket}/talks");

        ((bool)(await Host.SendAsync("POST", $"/streams/{id}/stop")).Json["started"]!).ShouldBeFalse();
        (await Host.SendAsync("POST", $"/streams/{id}/start")).Status.ShouldBe(HttpStatusCode.OK);
        ((string?)Host.Cluster.Find(path)!["spec"]!["archive"]!["path"]).ShouldBe("s3://{bucket}/{yyyy}/{MM}/{dd}/{uid}-{unix}");
        Host.Cluster.Find(path)!["spec"]!["archive"]!["folder"].ShouldBeNull();
    }

    [Theory]
    [InlineData(1, HttpStatusCode.OK, "Running")]
    [InlineData(10, HttpStatusCode.OK, "Running")]
    [InlineData(11, HttpStatusCode.Conflict, "Stopped")]
    public async Task An_edit_on_an_old_version_is_decided_again_after_a_pause(int conflicts, HttpStatusCode answer, string state)
    {
        var (id, path) = await CreateAsync();
        var left = conflicts;
        Host.Cluster.Refuse = request => request == $"PATCH {path}" && left-- > 0 ? FakeApiServer.Status(HttpStatusCode.Conflict, "Conflict", "the object has been modified") : null;

        var start = Host.SendAsync("POST", $"/streams/{id}/start");
        while (!start.IsCompleted)
        {
            Host.Time.Advance(1);
            await Task.WhenAny(start, Task.Delay(10));
        }

        (await start).Status.ShouldBe(answer);
        ((string?)Host.Cluster.Find(path)!["spec"]!["state"]).ShouldBe(state);
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

        var answer = await Host.SendAsync(method, path.Replace("ID", id, StringComparison.Ordinal), body);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Json["errors"]!.AsArray().Select(e => (string)e!["field"]!).ShouldBe([field]);
    }

    [Fact]
    public async Task A_rule_of_the_resource_is_a_422_with_the_name_of_the_member()
    {
        var (id, _) = await CreateAsync();

        // The playlist window is 60 s.
        var answer = await Host.SendAsync("POST", $"/streams/{id}/start", """{"startover_window_seconds":30}""");

        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Json["errors"]!.AsArray().Select(e => (string)e!["field"]!).ShouldBe(["startover_window_seconds"]);
    }

    [Fact]
    public async Task A_stream_of_another_namespace_does_not_exist()
    {
        var other = (string)Host.Cluster.Put("/apis/onair.dev/v1alpha1/namespaces/other/livestreams", Parse("""{"metadata":{"name":"x","namespace":"other"},"spec":{}}"""))["metadata"]!["uid"]!;

        (await Host.GetAsync($"/streams/{other}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Host.SendAsync("DELETE", $"/streams/{other}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Host.GetAsync("/streams")).Text.ShouldNotContain(other);
    }

    [Fact]
    public async Task A_deleted_stream_is_gone_at_once()
    {
        var (id, path) = await CreateAsync();

        var before = await Host.GetAsync($"/streams/{id}");
        var deleted = await Host.SendAsync("DELETE", $"/streams/{id}");
        (deleted.Status, deleted.Text).ShouldBe((HttpStatusCode.OK, before.Text));

        Host.Cluster.Find(path).ShouldBeNull();
        (await Host.GetAsync($"/streams/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_repeated_creation_with_its_key_creates_one_stream()
    {
        var first = await Host.SendAsync("POST", "/streams", """{"name":"Once"}""", ("Idempotency-Key", "k"));
        var second = await Host.SendAsync("POST", "/streams", """{"name":"Once"}""", ("Idempotency-Key", "k"));

        ((string)second.Json["id"]!).ShouldBe((string)first.Json["id"]!);
        (await Host.SendAsync("POST", "/streams", """{"name":"Twice"}""", ("Idempotency-Key", "k"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_meeting_is_a_Connector_and_its_url_only_in_a_Secret()
    {
        const string url = "https://app.chime.aws/meetings/1234567890";
        var (id, path) = await CreateAsync();
        var name = path[(path.LastIndexOf('/') + 1)..];

        (await Host.SendAsync("POST", $"/streams/{id}/chime_start", $$"""{"chime_url":"{{url}}"}""")).Status.ShouldBe(HttpStatusCode.OK);

        var connector = Host.Cluster.Find($"/apis/onair.dev/v1alpha1/namespaces/talks/connectors/{name}-chime")!;
        connector.ToJsonString().ShouldNotContain(url);
        var secret = (string)connector["spec"]!["source"]!["meeting"]!["urlSecretRef"]!["name"]!;
        Convert.FromBase64String((string)Host.Cluster.Find($"/api/v1/namespaces/talks/secrets/{secret}")!["data"]!["url"]!).ShouldBe(System.Text.Encoding.UTF8.GetBytes(url));
        ((string)connector["metadata"]!["ownerReferences"]![0]!["uid"]!).ShouldBe(id);
        var metadata = Host.Cluster.Find($"/api/v1/namespaces/talks/secrets/{secret}")!["metadata"]!;
        ((string)metadata["ownerReferences"]![0]!["uid"]!).ShouldBe(id);
        ((string)metadata["labels"]!["onair.dev/readable"]!).ShouldBe("true", "the Connector reads it, whose it is not");

        // Again: nothing happens. Another one has to wait.
        (await Host.SendAsync("POST", $"/streams/{id}/chime_start", $$"""{"chime_url":"{{url}}"}""")).Status.ShouldBe(HttpStatusCode.OK);
        (await Host.SendAsync("POST", $"/streams/{id}/chime_start", $$"""{"chime_url":"{{url}}1"}""")).Status.ShouldBe(HttpStatusCode.Conflict);

        (await Host.SendAsync("POST", $"/streams/{id}/chime_stop")).Status.ShouldBe(HttpStatusCode.OK);
        Host.Cluster.Find($"/apis/onair.dev/v1alpha1/namespaces/talks/connectors/{name}-chime").ShouldBeNull();
        Host.Cluster.Find($"/api/v1/namespaces/talks/secrets/{secret}").ShouldBeNull();
        Host.Logged.ShouldNotContain(line => line.Contains(url, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_meeting_that_is_refused_leaves_no_Secret()
    {
        var (id, _) = await CreateAsync();
        Host.Cluster.Refuse = request => request == "POST /apis/onair.dev/v1alpha1/namespaces/talks/connectors"
            ? FakeApiServer.Status(HttpStatusCode.Forbidden, "Forbidden", "connectors.onair.dev \"x\" is forbidden: exceeded quota: few") : null;

        (await Host.SendAsync("POST", $"/streams/{id}/chime_start", """{"chime_url":"https://app.chime.aws/meetings/1234567890"}""")).Status.ShouldBe(HttpStatusCode.Conflict);

        Host.Cluster.All("/api/v1/namespaces/talks/secrets").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stop_whose_caller_may_not_remove_the_url_does_nothing()
    {
        var (id, path) = await CreateAsync();
        var connector = $"/apis/onair.dev/v1alpha1/namespaces/talks/connectors/{path[(path.LastIndexOf('/') + 1)..]}-chime";
        await Host.SendAsync("POST", $"/streams/{id}/chime_start", """{"chime_url":"https://app.chime.aws/meetings/1234567890"}""");
        Host.Cluster.Rights.TryRemove($"{ApiHost.User} delete secrets talks", out _);

        (await Host.SendAsync("POST", $"/streams/{id}/chime_stop")).Status.ShouldBe(HttpStatusCode.Forbidden);

        Host.Cluster.Find(connector).ShouldNotBeNull();
    }

    [Fact]
    public async Task Keys_are_shown_to_callers_who_may_read_their_Secret()
    {
        Host.Cluster.Put("/api/v1/namespaces/talks/secrets", Parse(
            """{"metadata":{"name":"key","namespace":"talks","labels":{"onair.dev/readable":"true"}},"type":"onair.dev/stream-key","stringData":{"streamKey":"hush-hush"}}"""));
        var id = (string)Host.Cluster.Put(Streams, Parse(
            """{"metadata":{"name":"ready","namespace":"talks"},"spec":{},"status":{"ingest":{"endpoints":["rtmp://203.0.113.7:1935/live"],"streamKeySecretRef":{"name":"key","key":"streamKey"}}}}"""))["metadata"]!["uid"]!;
        await Eventually.ShouldBeAsync(async () => (await Host.GetAsync($"/streams/{id}")).Text.Contains("hush-hush", StringComparison.Ordinal), "the key is shown");
        (await Host.GetAsync("/streams")).Text.ShouldContain("hush-hush");

        Host.Cluster.Rights.TryRemove($"{ApiHost.User} get secrets talks", out _);
        Host.Time.Advance(TimeSpan.FromMinutes(1));

        ((string?)(await Host.GetAsync($"/streams/{id}")).Json["rtmp1"]).ShouldBe("rtmp://203.0.113.7:1935/live");
        (await Host.GetAsync("/streams")).Text.ShouldNotContain("hush-hush");
    }
}
